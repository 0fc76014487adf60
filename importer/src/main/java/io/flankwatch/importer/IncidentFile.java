package io.flankwatch.importer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// An incident file, read through once: which rows are of which month and where they are. The rows themselves stay in the file, so that
/// its size does not matter.
final class IncidentFile implements AutoCloseable {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final FileChannel channel;
    private final SequencedMap<YearMonth, Month> months = new LinkedHashMap<>();
    private final List<Rejection> unusable = new ArrayList<>();
    private final SequencedMap<String, Long> unknownColumns = new LinkedHashMap<>();
    private final Map<String, Integer> sameContent = new HashMap<>();
    private long rows;

    /// @param key tells the row from any other of its data set
    record Position(long offset, int length, long line, String key) {}

    /// @param countries ISO 3166-1 alpha-2, of all its rows
    /// @param ucdp      whether rows of UCDP GED are among them
    record Month(List<Position> rows, Set<String> countries, boolean ucdp) {}

    IncidentFile(Path path) throws IOException {
        channel = FileChannel.open(path);
        Map<YearMonth, List<Position>> positions = new LinkedHashMap<>();
        Map<YearMonth, Set<String>> countries = new TreeMap<>();
        Set<YearMonth> ucdp = new TreeSet<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            long offset = 0;
            long number = 0;
            int next;
            do {
                next = in.read();
                if (next >= 0 && next != '\n') {
                    line.write(next);
                    continue;
                }
                number++;
                byte[] bytes = line.toByteArray();
                line.reset();
                int mark = number == 1 && startsWithMark(bytes) ? BYTE_ORDER_MARK.length : 0;
                byte[] text = mark == 0 ? bytes : Arrays.copyOfRange(bytes, mark, bytes.length);
                if (!blank(text)) {
                    rows++;
                    try {
                        Row row = Row.read(number, text);
                        YearMonth month = StatedTime.month(row);
                        row.unknown().forEach(column -> unknownColumns.merge(column, 1L, Long::sum));
                        positions.computeIfAbsent(month, _ -> new ArrayList<>())
                                .add(new Position(offset + mark, text.length, number, key(row, text)));
                        String country = row.text("country");
                        String code = country == null ? null : Countries.code(country);
                        Set<String> named = countries.computeIfAbsent(month, _ -> new TreeSet<>());
                        if (code != null) {
                            named.add(code);
                        }
                        if (DataSet.ucdp(row)) {
                            ucdp.add(month);
                        }
                    } catch (Unusable reason) {
                        unusable.add(new Rejection(number, "", reason.code(), reason.detail()));
                    }
                }
                offset += bytes.length + 1L;
            } while (next >= 0);
        }
        positions.forEach((month, of) ->
                months.put(month, new Month(List.copyOf(of), countries.getOrDefault(month, Set.of()), ucdp.contains(month))));
    }

    /// In the order in which the file first names them; the rows of each in the file's order.
    SequencedMap<YearMonth, Month> months() {
        return months;
    }

    List<Rejection> unusable() {
        return unusable;
    }

    /// Columns that the format doesn't know, with the number of rows that state something in them.
    SequencedMap<String, Long> unknownColumns() {
        return unknownColumns;
    }

    long rows() {
        return rows;
    }

    /// Safe for use by several threads.
    Row read(Position at) throws IOException, Unusable {
        ByteBuffer bytes = ByteBuffer.allocate(at.length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, at.offset + bytes.position()) < 0) {
                throw new IOException("the file became shorter while it was read");
            }
        }
        return Row.read(at.line, bytes.array());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /// By its reference. A row without one is known by its content, and rows of the same content by their order: the file states each of
    /// them.
    private String key(Row row, byte[] line) {
        String ref = row.text("ref");
        if (ref != null) {
            return "ref/" + ref;
        }
        String content = sha256(new String(line, UTF_8).strip());
        return "content/" + content + "/" + sameContent.merge(content, 1, Integer::sum);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private static boolean startsWithMark(byte[] line) {
        return line.length >= 3 && line[0] == BYTE_ORDER_MARK[0] && line[1] == BYTE_ORDER_MARK[1] && line[2] == BYTE_ORDER_MARK[2];
    }

    private static boolean blank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
