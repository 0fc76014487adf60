package io.flankwatch.wire;

import io.flankwatch.events.EntryEvent.EntryRedacted;
import io.flankwatch.events.EntryEvent.RedactionEvent;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.events.Redaction;
import io.flankwatch.events.Redaction.Cut;
import io.flankwatch.events.Redaction.Residue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Takes text out of stored envelopes, so that what is left can still be read as the event that it is.
///
/// A pointer is looked for in the data of every event of the entry; in a correction, also in what the entry says since, and in the old and new value of
/// the member that it names. A member goes where the event can do without it; where it can't, a text in its place says so. The salt always goes:
/// with it, whoever guesses a short text could check the guess against the leaf's hash.
public final class Residues {

    private static final String SALT = "/salt";
    private static final Set<String> KEPT = Set.of("/entryId", "/kind", "/marking", "/supersedes", "/changes", "/revised");

    private Residues() {}

    /// What redacting an entry does to each event of it that is concerned.
    ///
    /// @param stream   the bytes of its case's events by position
    /// @param pointers as they were proposed
    /// @throws Refused NOT_REDACTABLE at `/pointers/n`, where a pointer finds nothing in any of them, or what can't go
    public static List<Residue> of(SortedMap<Long, byte[]> stream, UUID entryId, List<String> pointers) {
        List<Residue> residues = new ArrayList<>();
        Set<String> found = new LinkedHashSet<>();
        stream.forEach((position, bytes) -> {
            ObjectNode envelope = (ObjectNode) Json.MAPPER.readTree(bytes);
            if (RedactionEvent.class.isAssignableFrom(EventTypes.classOf(envelope.required("type").stringValue()))
                    || !envelope.path("data").path("entryId").asString("").equals(entryId.toString())) {
                return;
            }
            List<Cut> cuts = new ArrayList<>();
            // The last of a list first: the others keep their places.
            for (String pointer : pointers.stream().sorted(LAST_FIRST).toList()) {
                for (String place : places(envelope, pointer)) {
                    found.add(pointer);
                    cuts.add(cut(envelope, place, pointer, "/pointers/" + pointers.indexOf(pointer)));
                }
            }
            if (!cuts.isEmpty()) {
                Cut salt = new Cut(SALT, true);
                apply(envelope, salt);
                cuts.add(salt);
                residues.add(new Residue(position, cuts, sha256(Json.MAPPER.writeValueAsBytes(envelope))));
            }
        });
        for (int i = 0; i < pointers.size(); i++) {
            if (!found.contains(pointers.get(i)) && pointers.stream().noneMatch(within(pointers.get(i)))) {
                throw Refused.at("/pointers/" + i, RefusalCode.NOT_REDACTABLE, "nothing that is recorded of the entry is there");
            }
        }
        return residues;
    }

    /// The bytes that are left of a stored event.
    ///
    /// @throws IllegalStateException where they are not those that the residue names
    public static byte[] of(byte[] bytes, Residue residue) {
        ObjectNode envelope = (ObjectNode) Json.MAPPER.readTree(bytes);
        residue.cuts().forEach(cut -> apply(envelope, cut));
        byte[] left = Json.MAPPER.writeValueAsBytes(envelope);
        if (!sha256(left).equals(residue.sha256())) {
            throw new IllegalStateException("what is left of position " + residue.position() + " is not what its redaction names");
        }
        return left;
    }

    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /// The one type that names residues.
    public static String type() {
        return EventTypes.nameOf(EntryRedacted.class);
    }

    private static final Comparator<String> LAST_FIRST = (one, other) -> {
        String[] left = one.split("/", -1);
        String[] right = other.split("/", -1);
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            int order = left[i].matches("[0-9]{1,9}") && right[i].matches("[0-9]{1,9}")
                    ? Integer.compare(Integer.parseInt(right[i]), Integer.parseInt(left[i]))
                    : right[i].compareTo(left[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(right.length, left.length);
    };

    private static Predicate<String> within(String pointer) {
        return other -> pointer.startsWith(other + "/");
    }

    private static List<String> places(ObjectNode envelope, String pointer) {
        JsonPointer asked = JsonPointer.compile(pointer);
        Stream.Builder<String> places = Stream.builder();
        places.add("/data" + pointer);
        places.add("/data/revised" + pointer);
        JsonNode changes = envelope.path("data").path("changes");
        for (int i = 0; i < changes.size(); i++) {
            if (changes.path(i).path("field").asString("").equals(asked.getMatchingProperty())) {
                places.add("/data/changes/" + i + "/before" + asked.tail());
                places.add("/data/changes/" + i + "/after" + asked.tail());
            }
        }
        return places.build().filter(place -> !envelope.at(place).isMissingNode()).toList();
    }

    private static Cut cut(ObjectNode envelope, String place, String pointer, String fault) {
        if (isKept(pointer) || namesSomething(envelope.at(place))) {
            throw Refused.at(fault, RefusalCode.NOT_REDACTABLE, "what places, marks or joins the entry is no text, and stays");
        }
        for (boolean blank : new boolean[] {false, true}) {
            Cut cut = new Cut(place, blank);
            ObjectNode tried = envelope.deepCopy();
            apply(tried, cut);
            if (isEvent(tried)) {
                apply(envelope, cut);
                return cut;
            }
        }
        throw Refused.at(fault, RefusalCode.NOT_REDACTABLE, "the entry can't do without it");
    }

    private static boolean isKept(String pointer) {
        return KEPT.stream().anyMatch(kept -> pointer.equals(kept) || pointer.startsWith(kept + "/"))
                || pointer.equals("/occurred")
                || (pointer.startsWith("/occurred/") && !pointer.equals("/occurred/asStated"));
    }

    /// Whether an id is in it: without it, something else would no longer be joined to the entry.
    private static boolean namesSomething(JsonNode node) {
        if (node.isContainer()) {
            return node.valueStream().anyMatch(Residues::namesSomething);
        }
        try {
            return node.isString() && Ids.parse(node.stringValue()) != null;
        } catch (IllegalArgumentException noId) {
            return false;
        }
    }

    private static boolean isEvent(ObjectNode envelope) {
        try {
            var unused = EnvelopeCodec.decode(Json.MAPPER.writeValueAsBytes(envelope));
            return true;
        } catch (RuntimeException notAnEvent) {
            return false;
        }
    }

    private static void apply(ObjectNode envelope, Cut cut) {
        JsonPointer place = JsonPointer.compile(cut.pointer());
        JsonNode parent = envelope.at(place.head());
        switch (parent) {
            case ObjectNode object when cut.blank() -> object.set(place.last().getMatchingProperty(), StringNode.valueOf(Redaction.BLANK));
            case ObjectNode object -> object.remove(place.last().getMatchingProperty());
            case ArrayNode array when cut.blank() -> array.set(place.last().getMatchingIndex(), StringNode.valueOf(Redaction.BLANK));
            case ArrayNode array -> array.remove(place.last().getMatchingIndex());
            default -> throw new IllegalStateException("nothing is at " + cut.pointer());
        }
    }
}
