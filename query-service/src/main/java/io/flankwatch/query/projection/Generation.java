package io.flankwatch.query.projection;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One filling of a view: the documents of one version of its fold, in a collection of their own that no other filling ever has.
///
/// @param begun when it was filled, in milliseconds since 1970: tells it from every other of the same version
record Generation(String view, int version, long begun) {

    private static final Pattern NAME = Pattern.compile("([a-z][a-z_]*)_v(\\d{1,9})_(\\d{1,18})");

    /// Of its collection, of the processor that keeps it up to date, and of its tokens.
    String name() {
        return view.replace('-', '_') + "_v" + version + "_" + begun;
    }

    static Optional<Generation> named(String name) {
        Matcher parts = NAME.matcher(name);
        return parts.matches()
                ? Optional.of(new Generation(parts.group(1).replace('_', '-'), Integer.parseInt(parts.group(2)), Long.parseLong(parts.group(3))))
                : Optional.empty();
    }

    boolean isOf(CaseView of) {
        return view.equals(of.name()) && version == of.version();
    }
}
