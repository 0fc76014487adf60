package io.flankwatch.standalone.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// A timeline in lines of text: when it happened, what, on which sources; and when and by whom it was recorded.
public final class PrintedTimeline {

    private PrintedTimeline() {}

    /// @param summary  of `GET /cases/{id}`
    /// @param timeline of `GET /cases/{id}/timeline`
    public static String of(JsonNode summary, JsonNode timeline) {
        var text = new StringBuilder();
        text.append(summary.required("title").stringValue())
                .append("\n(case ")
                .append(summary.required("caseId").stringValue())
                .append(", TLP:")
                .append(summary.required("marking").stringValue())
                .append(", as seen under ")
                .append(summary.required("ceiling").stringValue())
                .append(")\n\n");
        text.append("%-36s %-15s %-5s %-20s %s%n".formatted("Occurred", "Kind", "Pos.", "Recorded", "By"));
        for (JsonNode entry : timeline.required("items")) {
            if (entry.get("entryId") == null) {
                text.append("%-36s %-15s %-5s%n".formatted("(restricted, TLP:" + string(entry, "marking") + ")", "", string(entry, "position")));
                continue;
            }
            text.append("%-36s %-15s %-5s %-20s %s%n".formatted(
                    occurred(entry.required("occurred")),
                    string(entry, "kind"),
                    string(entry, "position"),
                    seconds(string(entry, "recordedAt")),
                    string(entry, "recordedBy")));
            text.append("    ")
                    .append(string(entry, "title"))
                    .append(entry.required("standing").booleanValue() ? "" : " [does not stand]")
                    .append('\n');
            text.append("    Sources: ").append(sources(entry)).append("\n");
            JsonNode conclusion = entry.path("meeting").path("conclusion");
            if (conclusion.isObject()) {
                text.append("    Concluded ")
                        .append(occurred(conclusion.required("concluded")))
                        .append(": ")
                        .append(conclusion.path("decisions").path(0).asString("no decision"))
                        .append(" (position ")
                        .append(string(conclusion, "position"))
                        .append(")\n");
            }
        }
        return text.toString();
    }

    private static String sources(JsonNode entry) {
        List<String> sources = new ArrayList<>();
        for (JsonNode source : entry.path("sources")) {
            String grade = string(source, "reliability") + string(source, "credibility");
            sources.add(string(source, "title") + (grade.isEmpty() ? " (ungraded)" : " (" + grade + ")"));
        }
        return sources.isEmpty() ? "none: " + string(entry, "unsourced") : String.join("; ", sources);
    }

    private static String occurred(JsonNode when) {
        String stated = string(when, "asStated");
        String earliest = seconds(string(when, "earliest"));
        String precision = string(when, "precision");
        if (!stated.isEmpty()) {
            return stated;
        }
        return earliest.isEmpty() ? precision.toLowerCase(Locale.ROOT) : earliest + " " + precision;
    }

    private static String seconds(String instant) {
        return instant.length() > 19 ? instant.substring(0, 19) + "Z" : instant;
    }

    private static String string(JsonNode node, String member) {
        return node.path(member).asString("");
    }
}
