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
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Makes the lines of a feed for readers.
@Component
class FeedLines {

    private static final Logger LOG = LoggerFactory.getLogger(FeedLines.class);
    private static final byte[] END = "}".getBytes(StandardCharsets.US_ASCII);

    private final CaseGates gates;

    FeedLines(CaseGates gates) {
        this.gates = gates;
    }

    /// @param json the stored bytes within, or a placeholder; without a line break
    @SuppressWarnings("ArrayRecordComponent") // written out as they are
    record Line(long position, byte[] json) {}

    /// Access is looked up once per case, for as long as one of these is used.
    Reading reading(FeedFilter filter, Ceiling ceiling) {
        return new Reading(filter, ceiling);
    }

    final class Reading {

        private final FeedFilter filter;
        private final Ceiling ceiling;
        private final Map<String, CaseGate> seen = new HashMap<>();

        private Reading(FeedFilter filter, Ceiling ceiling) {
            this.filter = filter;
            this.ceiling = ceiling;
        }

        List<Line> lines(Collection<LedgerEntry> entries) {
            List<Line> lines = new ArrayList<>();
            for (LedgerEntry entry : entries) {
                CaseGate gate = seen.computeIfAbsent(entry.stream(), caseId -> gates.look(caseId, ceiling).orElseThrow());
                Marking recorded = gates.today(gate, entry, marking(entry.bytes()));
                if (!gate.shows(recorded) || gates.hidesOther(entry, ceiling)) {
                    lines.add(placeholder(entry, gate.effective(recorded)));
                } else if (filter.matches(entry)) {
                    lines.add(line(entry));
                }
            }
            return lines;
        }

        /// What a reader of this feed may have received of an entry before it was marked more strictly: positions, and nothing of it.
        Optional<String> recall(LedgerEntry entry) {
            CaseGate gate = seen.computeIfAbsent(entry.stream(), caseId -> gates.look(caseId, ceiling).orElseThrow());
            List<Long> positions = gates.recalled(entry, gate).stream().filter(filter::matches).map(LedgerEntry::position).toList();
            return positions.isEmpty()
                    ? Optional.empty()
                    : Optional.of("{\"position\":" + entry.position() + ",\"positions\":" + Json.MAPPER.writeValueAsString(positions) + "}");
        }
    }

    /// The envelope's own marking, and nothing else of it: what this build can't read is passed on as it is. An envelope that does not
    /// tell its marking counts as RED.
    private static Marking marking(byte[] envelope) {
        try (JsonParser json = Json.MAPPER.createParser(envelope)) {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                    boolean found = json.currentName().equals("marking");
                    if (json.nextToken() == JsonToken.VALUE_STRING && found) {
                        return Marking.of(json.getString());
                    }
                    json.skipChildren();
                }
            }
        } catch (JacksonException | IllegalArgumentException unreadable) {
            LOG.error("An envelope does not tell its marking", unreadable);
        }
        return Marking.RED;
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
