package io.flankwatch.importer;

import io.flankwatch.events.When;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The sources of a row: the data set, which is what was read, and those that the data set names.
final class StatedSources {

    private static final Pattern URL = Pattern.compile("https?://\\S+");
    private static final String SEPARATOR = ";";

    private StatedSources() {}

    /// Each once, in the row's order.
    static List<Source> of(Row row, DataSet dataSet, ZoneId zone) {
        Map<String, Source> sources = new LinkedHashMap<>();
        add(sources, dataSet.source(row));
        List<String> offices = parts(row.text("sourceOffice"));
        List<String> dates = parts(row.text("sourceDate"));
        boolean paired = paired(offices, dates);
        for (int i = 0; i < offices.size(); i++) {
            String office = offices.get(i);
            String date = paired ? dates.get(i) : "";
            if (!office.isEmpty()) {
                // An office's output of one day is what can be told apart: the row has no titles of articles.
                String name = date.isEmpty() ? office : office + ", " + date;
                add(sources, new Source(null, name, name, office, date.isEmpty() ? null : StatedTime.published(date, zone), null));
            }
        }
        for (String reference : row.texts("sources")) {
            add(sources, reference(reference));
        }
        for (String reference : row.texts("sourceRef")) {
            add(sources, reference(reference));
        }
        return List.copyOf(sources.values());
    }

    /// What is stated about dates of sources and can't be said of one of them.
    static @Nullable String unpairedDates(Row row) {
        return paired(parts(row.text("sourceOffice")), parts(row.text("sourceDate"))) ? null : row.text("sourceDate");
    }

    private static boolean paired(List<String> offices, List<String> dates) {
        if (offices.size() != dates.size()) {
            return false;
        }
        for (int i = 0; i < offices.size(); i++) {
            if (offices.get(i).isEmpty() && !dates.get(i).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static List<String> parts(@Nullable String list) {
        return list == null
                ? List.of()
                : Pattern.compile(SEPARATOR, Pattern.LITERAL).splitAsStream(list).map(String::strip).toList();
    }

    private static Source reference(String stated) {
        return URL.matcher(stated).matches()
                ? new Source(stated, null, stated, null, null, null)
                : new Source(null, stated, stated, null, null, null);
    }

    private static void add(Map<String, Source> sources, Source source) {
        sources.putIfAbsent(source.identity(), source);
    }

    /// A source as it is cited in line: the server takes the case's own with the same URL or document reference, or cites this one.
    record Source(
            @Nullable String url,
            @Nullable String documentRef,
            String title,
            @Nullable String publisher,
            @Nullable When published,
            @Nullable String locator) {

        String identity() {
            return url == null ? String.valueOf(documentRef) : url;
        }
    }
}
