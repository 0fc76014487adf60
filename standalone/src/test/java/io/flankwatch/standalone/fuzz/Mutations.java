package io.flankwatch.standalone.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/// Bodies that are wrong in one place, and bodies that are wrong altogether.
final class Mutations {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Random random;
    private long texts;

    Mutations(Random random) {
        this.random = random;
    }

    /// One for every member, however deep, each with another of the ways in which it can be wrong.
    List<byte[]> ofEachMember(JsonNode valid) {
        List<byte[]> bodies = new ArrayList<>();
        int members = members(valid);
        for (int i = 0; i < members; i++) {
            JsonNode copy = valid.deepCopy();
            change(copy, new int[] {i});
            bodies.add(JSON.writeValueAsBytes(copy));
        }
        return bodies;
    }

    private static int members(JsonNode node) {
        int count = node.size();
        for (JsonNode child : node) {
            count += members(child);
        }
        return count;
    }

    /// Counts down to the member that is to be changed.
    private boolean change(JsonNode node, int[] countdown) {
        if (node instanceof ObjectNode object) {
            for (String name : List.copyOf(object.propertyNames())) {
                if (countdown[0]-- == 0) {
                    change(object, name);
                    return true;
                }
                if (change(object.get(name), countdown)) {
                    return true;
                }
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                if (countdown[0]-- == 0) {
                    change(array, i);
                    return true;
                }
                if (change(array.get(i), countdown)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void change(ObjectNode object, String name) {
        String value = object.get(name).toString();
        switch (random.nextInt(12)) {
            case 0 -> object.remove(name);
            case 1, 2, 3, 4 -> object.put(name, text());
            case 5 -> object.putRawValue(name, new RawValue(Hostile.nested(random)));
            case 6 -> object.put(name, Hostile.longText(random));
            case 7 -> object.putRawValue(name, new RawValue(value + "," + JSON.writeValueAsString(name) + ":" + value));
            case 8 -> object.putRawValue(Hostile.any(List.of("__proto__", "constructor", "", name + " ", "\u202E" + name, "a/b~c", "x".repeat(300)), random), new RawValue(value));
            case 9 -> object.putRawValue(name, new RawValue("[" + (value + ",").repeat(random.nextInt(2_000)) + value + "]"));
            default -> object.putRawValue(name, new RawValue(Hostile.any(Hostile.JSON, random)));
        }
    }

    private void change(ArrayNode array, int index) {
        switch (random.nextInt(4)) {
            case 0 -> array.remove(index);
            case 1 -> array.set(index, text());
            case 2 -> array.add(array.get(index));
            default -> array.setRawValue(index, new RawValue(Hostile.any(Hostile.JSON, random)));
        }
    }

    /// Mostly with a number of its own, so that it is known again.
    String text() {
        String text = Hostile.any(Hostile.TEXTS, random);
        return switch (random.nextInt(5)) {
            case 0 -> text;
            case 1 -> texts++ + text;
            default -> text + texts++;
        };
    }

    /// The whole body made into something that is not what it should be.
    byte[] ofBody(JsonNode valid) {
        byte[] bytes = JSON.writeValueAsBytes(valid);
        String text = valid.toString();
        return switch (random.nextInt(20)) {
            case 0, 1, 2 -> java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            case 3 -> (text + text).getBytes(StandardCharsets.UTF_8);
            case 4 -> (text + "}").getBytes(StandardCharsets.UTF_8);
            case 5 -> ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8);
            case 6 -> text.getBytes(Hostile.any(List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE), random));
            case 7, 8 -> flipped(bytes);
            case 9 -> with(bytes, Hostile.any(List.of(new byte[] {(byte) 0xC0, (byte) 0x80}, new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}, new byte[] {(byte) 0xFF}, new byte[] {0}), random));
            case 10 -> ("[" + text + "]").getBytes(StandardCharsets.UTF_8);
            case 11 -> JSON.writeValueAsBytes(text);
            case 12 -> Hostile.any(Hostile.JSON, random).getBytes(StandardCharsets.UTF_8);
            case 13 -> Hostile.nested(random).getBytes(StandardCharsets.UTF_8);
            case 14 -> ("/* comment */" + text + "// end").getBytes(StandardCharsets.UTF_8);
            case 15 -> noise();
            case 16 -> ("{" + ("\"" + UUID.randomUUID() + "\":1,").repeat(5_000) + "\"a\":1}").getBytes(StandardCharsets.UTF_8);
            case 17 -> ("title=x&" + text).getBytes(StandardCharsets.UTF_8);
            case 18 -> text.replace("\"", "'").getBytes(StandardCharsets.UTF_8);
            default -> new byte[0];
        };
    }

    private byte[] flipped(byte[] bytes) {
        byte[] flipped = bytes.clone();
        if (flipped.length > 0) {
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    private byte[] with(byte[] bytes, byte[] more) {
        int at = random.nextInt(bytes.length + 1);
        byte[] all = new byte[bytes.length + more.length];
        System.arraycopy(bytes, 0, all, 0, at);
        System.arraycopy(more, 0, all, at, more.length);
        System.arraycopy(bytes, at, all, at + more.length, bytes.length - at);
        return all;
    }

    private byte[] noise() {
        byte[] noise = new byte[random.nextInt(2_000)];
        random.nextBytes(noise);
        return noise;
    }
}
