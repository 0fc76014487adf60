package io.flankwatch.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads CSV by the grammar of RFC 4180, and nothing else.
final class CsvRecords {

    private final String text;
    private int at;

    private CsvRecords(String text) {
        this.text = text;
    }

    /// By the names of the header.
    static List<Map<String, String>> read(String text) {
        List<List<String>> records = new CsvRecords(text).records();
        List<String> header = records.getFirst();
        List<Map<String, String>> rows = new ArrayList<>();
        for (List<String> cells : records.subList(1, records.size())) {
            if (cells.size() != header.size()) {
                throw new IllegalArgumentException(cells.size() + " fields in place of " + header.size() + ": " + cells);
            }
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < cells.size(); i++) {
                if (row.put(header.get(i), cells.get(i)) != null) {
                    throw new IllegalArgumentException("twice: " + header.get(i));
                }
            }
            rows.add(row);
        }
        return rows;
    }

    private List<List<String>> records() {
        List<List<String>> records = new ArrayList<>();
        while (at < text.length()) {
            List<String> fields = new ArrayList<>();
            fields.add(field());
            while (at < text.length() && text.charAt(at) == ',') {
                at++;
                fields.add(field());
            }
            expect("\r\n");
            records.add(fields);
        }
        return records;
    }

    private String field() {
        return at < text.length() && text.charAt(at) == '"' ? escaped() : plain();
    }

    private String escaped() {
        StringBuilder field = new StringBuilder();
        at++;
        while (true) {
            if (at == text.length()) {
                throw new IllegalArgumentException("a quote is not closed");
            }
            char c = text.charAt(at++);
            if (c != '"') {
                field.append(c);
            } else if (at < text.length() && text.charAt(at) == '"') {
                field.append('"');
                at++;
            } else {
                return field.toString();
            }
        }
    }

    private String plain() {
        int start = at;
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            if (text.charAt(at) == '"') {
                throw new IllegalArgumentException("a quote inside of a field that is not quoted");
            }
            at++;
        }
        return text.substring(start, at);
    }

    private void expect(String next) {
        if (!text.startsWith(next, at)) {
            throw new IllegalArgumentException("a line does not end with CRLF at " + at);
        }
        at += next.length();
    }
}
