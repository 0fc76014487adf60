package io.flankwatch.importer;

import io.flankwatch.events.Incursion.Outcome;
import io.flankwatch.events.Incursion.OutcomeCount;
import io.flankwatch.events.ObjectType;
import io.flankwatch.events.Place;
import io.flankwatch.events.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a row says about objects that were sent: how many, and what became of them. One raid has as many outcomes as are stated, and what is
/// left between them stays open.
///
/// @param places where they were launched, and which borders they crossed
/// @param words  statements that no field of an incursion takes, by column
record StatedRaid(
        ObjectType objectType,
        @Nullable String model,
        @Nullable Quantity count,
        List<OutcomeCount> outcomes,
        List<Place> places,
        @Nullable String words) {

    /// A row that states one of them is an incursion.
    private static final List<String> COLUMNS = List.of(
            "model", "launched", "destroyed", "notReachGoal", "stillAttacking", "target", "launchPlace", "borderCrossing");

    private static final Pattern CROSSING = Pattern.compile("'([^']+)'\\s*:\\s*(\\d+(?:\\.\\d+)?)");
    private static final Pattern CROSSINGS = Pattern.compile("\\{\\s*" + CROSSING + "(?:\\s*,\\s*" + CROSSING + ")*\\s*,?\\s*}");
    private static final Pattern NO_CROSSING = Pattern.compile("\\{\\s*}");

    /// Null where the row is of another kind.
    static @Nullable StatedRaid of(Row row) {
        if (COLUMNS.stream().noneMatch(column -> column.equals("borderCrossing") ? crossing(row) != null : row.text(column) != null)) {
            return null;
        }
        List<OutcomeCount> outcomes = new ArrayList<>();
        outcome(row, "destroyed", Outcome.SHOT_DOWN, outcomes);
        // Neither says what became of them in the end.
        outcome(row, "notReachGoal", Outcome.UNRESOLVED, outcomes);
        outcome(row, "stillAttacking", Outcome.UNRESOLVED, outcomes);
        List<Place> places = new ArrayList<>();
        String launchPlace = row.text("launchPlace");
        if (launchPlace != null) {
            places.add(place(Place.Role.LAUNCH, launchPlace, null));
        }
        String crossing = crossing(row);
        boolean readable = crossing != null && CROSSINGS.matcher(crossing.strip()).matches();
        if (crossing != null && readable) {
            crossed(crossing, outcomes, places);
        }
        String model = row.text("model");
        return new StatedRaid(
                model == null ? ObjectType.UNKNOWN : Models.type(model),
                model,
                quantity(row, "launched"),
                outcomes,
                places,
                readable ? null : crossing);
    }

    /// `{'belarus': 2.0}`: how many went on into which country. An empty one says nothing, not that there were none.
    private static @Nullable String crossing(Row row) {
        String stated = row.text("borderCrossing");
        return stated == null || NO_CROSSING.matcher(stated.strip()).matches() ? null : stated;
    }

    private static void crossed(String crossing, List<OutcomeCount> outcomes, List<Place> places) {
        Matcher each = CROSSING.matcher(crossing);
        while (each.find()) {
            String country = each.group(1);
            Row.Figure number = new Row.Figure(new BigDecimal(each.group(2)), each.group(2));
            outcomes.add(new OutcomeCount(
                    Outcome.EXITED, new Quantity(null, number.count(), null, "borderCrossing " + country + " " + each.group(2))));
            places.add(place(Place.Role.EXIT, country, Countries.anyCase(country)));
        }
    }

    private static Place place(Place.Role role, String name, @Nullable String country) {
        return new Place(role, null, null, null, null, List.of(new Place.Name(name, null)), country, null);
    }

    private static void outcome(Row row, String column, Outcome outcome, List<OutcomeCount> outcomes) {
        Quantity count = quantity(row, column);
        if (count != null) {
            outcomes.add(new OutcomeCount(outcome, new Quantity(null, count.best(), null, column + " " + row.text(column))));
        }
    }

    private static @Nullable Quantity quantity(Row row, String column) {
        Row.Figure stated = row.number(column);
        if (!stated.stated()) {
            return null;
        }
        Long count = stated.count();
        return new Quantity(null, count, null, count == null ? column + " " + stated.words() : null);
    }
}
