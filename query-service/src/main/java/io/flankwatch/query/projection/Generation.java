package io.flankwatch.query.projection;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One filling of all views of a build: their documents, in collections of their own that no other filling ever has.
///
/// @param build of the views and their versions: what folds the same has the same
/// @param begun when it was filled, in milliseconds since 1970: tells it from every other of the same build
record Generation(String build, long begun) {

    /// Of what is stored around and in all bodies ([Stored]): moves on with every change of it.
    private static final String FORM = "stored/3\n";

    private static final Pattern NAME = Pattern.compile("views_(\\d{1,18})_([0-9a-f]{8})");
    private static final Pattern COLLECTION = Pattern.compile("[a-z][a-z_]*_v\\d{1,9}_(\\d{1,18})_([0-9a-f]{8})");

    static String build(Collection<CaseView> views) {
        StringBuilder folds = new StringBuilder(FORM);
        views.stream().map(view -> view.name() + "/" + view.version() + "\n").sorted().forEach(folds::append);
        return HexFormat.of().formatHex(Digests.sha256().digest(folds.toString().getBytes(StandardCharsets.UTF_8)), 0, 4);
    }

    /// Of the processor that keeps it up to date, and of its tokens.
    String name() {
        return "views_" + begun + "_" + build;
    }

    static Generation named(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            throw new IllegalArgumentException("no generation: " + name);
        }
        return new Generation(parts.group(2), Long.parseLong(parts.group(1)));
    }

    /// Where the documents of one of its views are.
    String collection(String view, int version) {
        return view.replace('-', '_') + "_v" + version + "_" + begun + "_" + build;
    }

    /// Whose collection that is; empty where it is of none.
    static Optional<Generation> of(String collection) {
        Matcher parts = COLLECTION.matcher(collection);
        return parts.matches() ? Optional.of(new Generation(parts.group(2), Long.parseLong(parts.group(1)))) : Optional.empty();
    }
}
