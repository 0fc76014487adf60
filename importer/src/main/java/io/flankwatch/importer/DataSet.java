package io.flankwatch.importer;

import io.flankwatch.events.ExternalRef;
import io.flankwatch.wire.Ids;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the file is a part of. Its name is in every id: the same row under another name is another incident.
///
/// @param attribution how the data set wants to be named; absent: by its name, or as UCDP GED where the row is of that
record DataSet(String name, @Nullable String attribution) {

    static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    private static final UUID NAMESPACE = UUID.fromString("6d05da7a-a029-464b-9901-cd155a29a25b");

    // As the data set asks to be cited.
    private static final String GED = "UCDP Georeferenced Event Dataset";
    private static final String GED_TITLE = GED + " (CC BY 4.0; cite Sundberg and Melander 2013)";
    private static final String GED_PUBLISHER = "Uppsala Conflict Data Program";

    /// The name has no slash, so that two different paths never give the same id.
    UUID id(String kind, String key) {
        return Ids.derived(NAMESPACE, kind + "/" + name + "/" + key);
    }

    UUID caseId(YearMonth month) {
        return id("case", month.toString());
    }

    /// `relid` is a column of UCDP GED alone.
    static boolean ucdp(Row row) {
        return row.text("relid") != null;
    }

    List<ExternalRef> externalRefs(Row row) {
        List<ExternalRef> refs = new ArrayList<>();
        String ref = row.text("ref");
        String relid = row.text("relid");
        if (ref != null) {
            refs.add(new ExternalRef(relid == null ? name : "ucdp-ged", ref));
        }
        if (relid != null) {
            refs.add(new ExternalRef("ucdp-ged-relid", relid));
        }
        return refs;
    }

    StatedSources.Source source(Row row) {
        List<String> where = new ArrayList<>();
        for (String column : new String[] {"file", "ref", "relid"}) {
            String stated = row.text(column);
            if (stated != null) {
                where.add(column + " " + stated);
            }
        }
        String locator = where.isEmpty() ? null : String.join("; ", where);
        if (attribution != null) {
            return new StatedSources.Source(null, name, attribution, null, null, locator);
        }
        return ucdp(row)
                ? new StatedSources.Source(null, GED, GED_TITLE, GED_PUBLISHER, null, locator)
                : new StatedSources.Source(null, name, "Data set " + name, null, null, locator);
    }

    /// @param ucdp whether the case has rows of UCDP GED
    String summary(boolean ucdp) {
        String cited = attribution != null ? attribution : ucdp ? GED_TITLE + ", " + GED_PUBLISHER : null;
        return "Incidents of data set " + name + " that began in this month, as the data set states them."
                + (cited == null ? "" : " Source: " + cited + ".");
    }
}
