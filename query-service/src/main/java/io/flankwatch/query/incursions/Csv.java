package io.flankwatch.query.incursions;

import io.flankwatch.events.ExternalRef;
import io.flankwatch.events.Incursion.OutcomeCount;
import io.flankwatch.events.Place;
import io.flankwatch.events.Quantity;
import io.flankwatch.events.When;
import io.flankwatch.events.figures.AcrossCases.Ref;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Incursions as CSV (RFC 4180): a header, then a row for each place, and one for an incursion that has none. What is true of the whole incursion stands in every
/// one of its rows. What is not known is an empty cell.
///
/// A text that a spreadsheet would take for a formula has an apostrophe put before it. Numbers are numbers, also those below 0.
final class Csv {

    static final String TEXT_CSV = "text/csv";
    static final String MEDIA_TYPE = TEXT_CSV + ";charset=utf-8;header=present";

    private static final String LINE = "\r\n";
    private static final String FORMULA = "=+-@\t\r\n";

    private static final List<String> HEADER = List.of(
            "caseId", "entryId", "incidentCaseId", "incidentEntryId", "title", "earliest", "latest", "timePrecision", "timeAsStated", "zone", "objectType", "model",
            "countMin", "countBest", "countMax", "countAsStated", "outcomes", "targetCategory", "target", "verification", "confidence", "standing", "retracted",
            "place", "role", "lat", "lon", "radiusMetres", "placePrecision", "placeAsStated", "placeNames", "country", "subdivision",
            "externalRefs", "marking", "recordedAt", "position");

    private final StringBuilder text = new StringBuilder();
    private final List<String> row = new ArrayList<>();

    private Csv() {}

    static String of(List<IncursionShown> incursions) {
        Csv csv = new Csv();
        HEADER.forEach(csv::text);
        csv.end();
        for (IncursionShown incursion : incursions) {
            if (incursion.places().isEmpty()) {
                csv.row(incursion, null, null);
            }
            for (int i = 0; i < incursion.places().size(); i++) {
                csv.row(incursion, (long) i, incursion.places().get(i));
            }
        }
        return csv.text.toString();
    }

    private void row(IncursionShown incursion, @Nullable Long number, @Nullable Place place) {
        text(incursion.caseId());
        text(incursion.entryId());
        Ref incident = incursion.incident();
        text(incident == null ? null : incident.caseId());
        text(incident == null ? null : incident.entryId());
        text(incursion.title());
        When occurred = incursion.occurred();
        text(occurred.earliest());
        text(occurred.latest());
        text(occurred.precision());
        text(occurred.asStated());
        text(occurred.zone());
        text(incursion.objectType());
        text(incursion.model());
        Quantity count = incursion.count();
        number(count == null ? null : count.min());
        number(count == null ? null : count.best());
        number(count == null ? null : count.max());
        text(count == null ? null : count.asStated());
        text(incursion.outcomes().stream().map(Csv::outcome).collect(Collectors.joining("; ")));
        text(incursion.target() == null ? null : incursion.target().category());
        text(incursion.target() == null ? null : incursion.target().description());
        text(incursion.verification());
        text(incursion.confidence());
        text(incursion.standing());
        text(incursion.retracted());
        number(number);
        place(place);
        text(incursion.externalRefs().stream().map(Csv::reference).collect(Collectors.joining("; ")));
        text(incursion.marking());
        text(incursion.recordedAt());
        number(incursion.position());
        end();
    }

    private void place(@Nullable Place place) {
        text(place == null ? null : place.role());
        Place.Point point = place == null ? null : place.point();
        number(point == null ? null : point.lat());
        number(point == null ? null : point.lon());
        number(place == null ? null : place.radiusMetres());
        text(place == null ? null : place.precision());
        text(place == null ? null : place.asStated());
        text(place == null ? null : place.names().stream().map(Place.Name::text).collect(Collectors.joining("; ")));
        text(place == null ? null : place.country());
        text(place == null ? null : place.subdivision());
    }

    /// With how many of the objects, where that is stated.
    private static String outcome(OutcomeCount told) {
        Quantity count = told.count();
        if (count == null) {
            return told.outcome().toString();
        }
        Long best = count.best();
        String many = best != null
                ? best.toString()
                : count.min() == null && count.max() == null ? String.valueOf(count.asStated()) : bound(count.min()) + ".." + bound(count.max());
        return told.outcome() + " (" + many + ")";
    }

    private static String bound(@Nullable Long bound) {
        return bound == null ? "" : bound.toString();
    }

    private static String reference(ExternalRef reference) {
        return reference.system() + ":" + reference.ref();
    }

    private void number(@Nullable Number value) {
        row.add(value == null ? "" : value instanceof Double real ? BigDecimal.valueOf(real).toPlainString() : value.toString());
    }

    private void text(@Nullable Object value) {
        String cell = value == null ? "" : value.toString();
        row.add(quoted(!cell.isEmpty() && FORMULA.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell));
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n');
        return plain ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
    }

    private void end() {
        text.append(String.join(",", row)).append(LINE);
        row.clear();
    }
}
