package io.flankwatch.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.flankwatch.events.LedgerEvent;
import io.flankwatch.events.Marking;
import io.flankwatch.wire.EventTypes.StoredType;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

/// The one form in which envelopes are written: these members, in this order, with nothing between them.
///
/// Reading it takes no parser, but for `data`. It never has the last word: whatever is not exactly of this form, be it right or wrong,
/// is left to the codec, which reads any JSON. So nothing is accepted here that would be refused there, or read in another way.
final class WrittenForm {

    private static final String ID = "{\"specversion\":\"1.0\",\"id\":\"";
    private static final String LEDGER = "\",\"source\":\"urn:uuid:";
    private static final String TYPE = "\",\"type\":\"";
    private static final String SUBJECT = "\",\"subject\":\"";
    private static final String PARTITION = "\",\"partitionkey\":\"";
    private static final String TIME = "\",\"time\":\"";
    private static final String SCHEMA = "\",\"datacontenttype\":\"application/json\",\"dataschema\":\"";
    private static final String STREAM_VERSION = "\",\"streamversion\":";
    private static final String COMMAND = ",\"commandid\":\"";
    private static final String COMMIT_INDEX = "\",\"commitindex\":";
    private static final String COMMIT_SIZE = ",\"commitsize\":";
    private static final String CORRELATION = ",\"correlationid\":\"";
    private static final String CAUSATION = "\",\"causationid\":\"";
    private static final String AUTH = "\",\"authid\":\"";
    private static final String CLIENT = "\",\"clientid\":\"";
    private static final String MARKING = "\",\"marking\":\"";
    private static final String SALT = "\",\"salt\":\"";
    private static final String TRACE_PARENT = "\",\"traceparent\":\"";
    private static final String DATA = "\",\"data\":";

    private final byte[] bytes;
    /// One character for each byte.
    private final String text;
    private int at;
    private boolean lost;

    private WrittenForm(byte[] bytes) {
        this.bytes = bytes;
        text = new String(bytes, ISO_8859_1);
    }

    static byte[] write(Envelope envelope) {
        StoredType type = EventTypes.stored(envelope.event().getClass());
        String subject = quoted(envelope.stream());
        String head = ID + envelope.id()
                + LEDGER + envelope.ledgerId()
                + TYPE + type.name()
                + SUBJECT + subject
                + PARTITION + subject
                + TIME + Instants.microseconds(envelope.recordedAt())
                + SCHEMA + type.schema()
                + STREAM_VERSION + envelope.streamVersion()
                + COMMAND + envelope.commandId()
                + COMMIT_INDEX + envelope.commitIndex()
                + COMMIT_SIZE + envelope.commitSize()
                + CORRELATION + envelope.correlationId()
                + CAUSATION + envelope.causationId()
                + AUTH + quoted(envelope.subject())
                + CLIENT + quoted(envelope.clientId())
                + MARKING + envelope.marking()
                + SALT + quoted(envelope.salt())
                + (envelope.traceparent() == null ? "" : TRACE_PARENT + quoted(envelope.traceparent()))
                + DATA;
        byte[] start = head.getBytes(UTF_8);
        byte[] data = type.writer().writeValueAsBytes(envelope.event());
        byte[] written = Arrays.copyOf(start, start.length + data.length + 1);
        System.arraycopy(data, 0, written, start.length, data.length);
        written[written.length - 1] = '}';
        return written;
    }

    /// @return null where the bytes are not of this form
    static @Nullable Envelope read(byte[] bytes) {
        try {
            return new WrittenForm(bytes).envelope();
        } catch (RuntimeException notOfThisForm) {
            return null;
        }
    }

    private @Nullable Envelope envelope() {
        String id = upTo('"', ID);
        String ledger = upTo('"', LEDGER);
        StoredType type = EventTypes.find(upTo('"', TYPE));
        String subject = plain(SUBJECT);
        String partition = plain(PARTITION);
        String time = upTo('"', TIME);
        String schema = upTo('"', SCHEMA);
        String streamVersion = upTo(',', STREAM_VERSION);
        String command = upTo('"', COMMAND);
        String commitIndex = upTo(',', COMMIT_INDEX);
        String commitSize = upTo(',', COMMIT_SIZE);
        String correlation = upTo('"', CORRELATION);
        String causation = upTo('"', CAUSATION);
        String auth = plain(AUTH);
        String client = plain(CLIENT);
        String marking = upTo('"', MARKING);
        String salt = plain(SALT);
        String traceparent = !lost && text.startsWith(TRACE_PARENT, at) ? plain(TRACE_PARENT) : null;
        expect(DATA);
        // Two characters that no other encoding begins with: a parser that starts here can't take the rest for UTF-16.
        lost |= !text.startsWith("{\"", at) || bytes[bytes.length - 1] != '}';
        if (lost || type == null || !partition.equals(subject) || !schema.equals(type.schema()) || Upcasters.isOld(type.name())) {
            return null;
        }
        // Anything behind `data`, and a repeated or unknown member in it, is an exception here.
        LedgerEvent event = type.reader().readValue(bytes, at, bytes.length - 1 - at);
        return new Envelope(
                UUID.fromString(id),
                UUID.fromString(ledger),
                subject,
                Instants.parse(time),
                number(streamVersion),
                UUID.fromString(command),
                Math.toIntExact(number(commitIndex)),
                Math.toIntExact(number(commitSize)),
                UUID.fromString(correlation),
                UUID.fromString(causation),
                auth,
                client,
                Marking.of(marking),
                salt,
                traceparent,
                event);
    }

    private void expect(String before) {
        lost |= !text.startsWith(before, at);
        at += before.length();
    }

    private String upTo(char end, String before) {
        expect(before);
        int from = at;
        at = lost ? -1 : text.indexOf(end, from);
        lost |= at < 0;
        return lost ? "" : text.substring(from, at);
    }

    /// A text of visible ASCII: what is escaped or of more than one byte needs the parser.
    private String plain(String before) {
        String value = upTo('"', before);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            lost |= c < ' ' || c > '~' || c == '\\';
        }
        return value;
    }

    /// JSON has one way to write an integer, Java reads more.
    private static long number(String digits) {
        long number = Long.parseLong(digits);
        if (!Long.toString(number).equals(digits)) {
            throw new NumberFormatException(digits);
        }
        return number;
    }

    private static String quoted(String value) {
        var quoted = new StringBuilder(value.length());
        JsonStringEncoder.getInstance().quoteAsString(value, quoted);
        return quoted.toString();
    }
}
