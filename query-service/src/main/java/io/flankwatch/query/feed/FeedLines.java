package io.flankwatch.query.feed;

import io.flankwatch.events.Marking;
import io.flankwatch.ledger.LedgerEntry;
import io.flankwatch.platform.access.Ceiling;
import io.flankwatch.query.reading.CaseGate;
import io.flankwatch.query.reading.CaseGates;
import io.flankwatch.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Makes the lines of a feed for one reader. Access is looked up anew for every batch.
@Component
class FeedLines {

    private static final byte[] END = "}".getBytes(StandardCharsets.US_ASCII);

    private final CaseGates gates;

    FeedLines(CaseGates gates) {
        this.gates = gates;
    }

    /// @param json the stored bytes within, or a placeholder; without a line break
    @SuppressWarnings("ArrayRecordComponent") // written out as they are
    record Line(long position, byte[] json) {}

    List<Line> lines(Collection<LedgerEntry> entries, FeedFilter filter, Ceiling ceiling) {
        Map<String, CaseGate> seen = new HashMap<>();
        List<Line> lines = new ArrayList<>();
        for (LedgerEntry entry : entries) {
            CaseGate gate = seen.computeIfAbsent(entry.stream(), caseId -> gates.look(caseId, ceiling).orElseThrow());
            // Not decoded further: what this build can't read is passed on as it is.
            Marking recorded = Marking.of(Json.MAPPER.readTree(entry.bytes()).required("marking").stringValue());
            if (!gate.shows(recorded)) {
                lines.add(placeholder(entry, gate.effective(recorded)));
            } else if (filter.matches(entry)) {
                lines.add(line(entry));
            }
        }
        return lines;
    }

    private static Line line(LedgerEntry entry) {
        byte[] start = ("{\"position\":" + entry.position() + ",\"leafHash\":\"" + hash(entry) + "\",\"event\":")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] json = new byte[start.length + entry.bytes().length + END.length];
        System.arraycopy(start, 0, json, 0, start.length);
        System.arraycopy(entry.bytes(), 0, json, start.length, entry.bytes().length);
        System.arraycopy(END, 0, json, start.length + entry.bytes().length, END.length);
        return new Line(entry.position(), json);
    }

    private static Line placeholder(LedgerEntry entry, Marking marking) {
        return new Line(
                entry.position(),
                ("{\"position\":" + entry.position() + ",\"marking\":\"" + marking + "\",\"leafHash\":\"" + hash(entry) + "\"}")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private static String hash(LedgerEntry entry) {
        return HexFormat.of().formatHex(entry.leafHash());
    }
}
