package io.flankwatch.importer;

import io.flankwatch.events.Casualty;
import io.flankwatch.events.Quantity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a row claims about people harmed: its numbers as they are, also where they contradict each other. Words that are no whole number
/// stay words, and a number that is not stated stays absent.
record StatedClaim(Casualty.Metric metric, Quantity total, List<Casualty.Part> breakdown) {

    private static final List<String> PARTS = List.of("deathsA", "deathsB", "deathsCivilians", "deathsUnknown");

    /// At most one claim per metric.
    static List<StatedClaim> of(Row row) {
        List<StatedClaim> claims = new ArrayList<>();
        Quantity killed = killed(row);
        if (killed != null) {
            claims.add(new StatedClaim(Casualty.Metric.KILLED, killed, breakdown(row)));
        }
        Row.Figure injured = row.number("injured");
        if (injured.stated()) {
            claims.add(new StatedClaim(Casualty.Metric.INJURED, single("injured", injured), List.of()));
        }
        return claims;
    }

    /// Columns of parts whose total is not stated: there is no claim that could carry them.
    static List<String> withoutTotal(Row row) {
        return killed(row) == null ? PARTS.stream().filter(part -> row.text(part) != null).toList() : List.of();
    }

    private static @Nullable Quantity killed(Row row) {
        Row.Figure low = row.number("low");
        Row.Figure best = row.number("best");
        Row.Figure high = row.number("high");
        Row.Figure killed = row.number("killed");
        if (!low.stated() && !best.stated() && !high.stated()) {
            return killed.stated() ? single("killed", killed) : null;
        }
        List<String> words = new ArrayList<>();
        unreadable("low", low, words);
        unreadable("best", best, words);
        unreadable("high", high, words);
        Long middle = best.count();
        if (!best.stated()) {
            middle = killed.count();
            unreadable("killed", killed, words);
        } else if (killed.stated() && (killed.count() == null || !killed.count().equals(middle))) {
            words.add("killed " + killed.words());
        }
        return new Quantity(low.count(), middle, high.count(), words.isEmpty() ? null : String.join("; ", words));
    }

    private static Quantity single(String column, Row.Figure stated) {
        List<String> words = new ArrayList<>();
        unreadable(column, stated, words);
        return new Quantity(null, stated.count(), null, words.isEmpty() ? null : String.join("; ", words));
    }

    private static void unreadable(String column, Row.Figure stated, List<String> words) {
        if (stated.stated() && stated.count() == null) {
            words.add(column + " " + stated.words());
        }
    }

    private static List<Casualty.Part> breakdown(Row row) {
        List<Casualty.Part> parts = new ArrayList<>();
        part(row, "deathsA", Casualty.Division.SIDE, side(row, "sideA", "side A"), parts);
        part(row, "deathsB", Casualty.Division.SIDE, side(row, "sideB", "side B"), parts);
        part(row, "deathsCivilians", Casualty.Division.STATUS, "civilian", parts);
        part(row, "deathsUnknown", Casualty.Division.STATUS, "unknown", parts);
        return parts;
    }

    private static String side(Row row, String column, String otherwise) {
        String name = row.text(column);
        return name == null ? otherwise : name;
    }

    private static void part(Row row, String column, Casualty.Division by, String group, List<Casualty.Part> parts) {
        Row.Figure stated = row.number(column);
        if (stated.stated()) {
            parts.add(new Casualty.Part(by, group, single(column, stated)));
        }
    }
}
