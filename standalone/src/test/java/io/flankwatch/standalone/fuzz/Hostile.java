package io.flankwatch.standalone.fuzz;

import java.util.List;
import java.util.Random;

/// What has broken other programs: texts, numbers and whole bodies.
final class Hostile {

    /// Valid texts, which must come back as they were sent or be refused.
    static final List<String> TEXTS = List.of(
            "\u202Etxt.exe\u202C and \u2066isolated\u2069 \u200F\u200E",
            "zero\u200Bwidth\u200Djoiner\uFEFF",
            "=cmd|' /C calc'!A0",
            "+1+1",
            "-2+3",
            "@SUM(1+1)*cmd|' /C calc'!A0",
            "\t=1+1",
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "javascript:alert(1)",
            "{{7*7}} ${7*7} #{7*7} <%= 7*7 %>",
            "${jndi:ldap://127.0.0.1/a}",
            "'; drop table ledger.event; --",
            "{\"$gt\": \"\"}",
            "$where",
            "a.b.$c",
            "Galați Галац Ґанок 加拉茨 غالاتس गालात्सी",
            "\uD83D\uDE80\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 \uD801\uDC37 \uDBFF\uDFFF",
            "e\u0301 \u00E9 \uFB01 \u212B \u1E9B\u0323",
            "Z\u0351\u036B\u0343\u036A\u0302\u036B\u033D\u034F\u0334a\u0317l\u031Dg\u031Eo",
            "line\nbreak\r\nand\ttab\u0085\u2028\u2029",
            "\u0001\u0002\u001B[31m\u007F\u009F",
            "\uFFFE\uFFFF\uFDD0",
            "..\\..\\/../../etc/passwd",
            "%00%0d%0aX-Injected: yes",
            "\r\nX-Injected: yes",
            "null",
            "undefined",
            "NaN",
            "true",
            "__proto__",
            "constructor",
            "-0",
            "1e999",
            "\\u0000",
            "&lt;&#0;]]>",
            "data: x\n\nid: 7\n\n",
            "İıſK",
            "   leading and trailing   ");

    /// Written as they stand, in place of a value.
    static final List<String> JSON = List.of(
            "null", "true", "false", "0", "-0", "-1", "1.5", "1e999999", "-1e999999", "1e-999999", "9223372036854775807", "9223372036854775808", "2147483648",
            "7".repeat(400), "0." + "3".repeat(400), "NaN", "Infinity", "-Infinity", "01", "+1", ".5", "1.", "0x1F", "undefined", "'single'", "\"\"", "\" \"", "\"\\u0000\"",
            "\"before\\u0000after\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"a\\ud83dz\"", "\"\\x41\"", "\"\\u12\"", "\"raw\ttab\"", "\"raw\u0000nul\"", "[]", "[null]", "[[]]",
            "[1,\"a\",null,{}]", "{}", "{\"\":\"\"}", "{\"__proto__\":{\"polluted\":true}}", "{\"constructor\":{\"prototype\":{}}}", "{\"$where\":\"1\"}", "{\"@class\":\"java.lang.Object\"}",
            "{\"type\":\"java.lang.Runtime\"}", "[\"java.util.ArrayList\",[]]", "{\"a\":1,\"a\":2}", "\"2026-02-30T00:00:00Z\"", "\"2026-05-28T24:00:00Z\"", "\"2026-05-28T23:59:60Z\"",
            "\"0000-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59.999999999Z\"", "\"+1000000000-12-31T23:59:59Z\"", "\"-0001-01-01T00:00:00Z\"", "\"2026-05-28T22:00:00+03:00\"", "1779999999",
            "\"00000000-0000-0000-0000-000000000000\"", "\"ffffffff-ffff-ffff-ffff-ffffffffffff\"", "\"1-1-1-1-1\"", "\"{01977a3e-5c64-7a10-8f3e-2b1d6c4a9e02}\"", "\"P30D\"",
            "\"P99999999999999999999D\"", "\"PT-1S\"", "\"http://[::1\"", "\"http://\u0430pple.example/\"", "\"file:///etc/passwd\"", "\"https://user:pass@example.org:99999/\"", "91", "-181", "1e308");

    private Hostile() {}

    /// Nests one thing in another, deeper than anything should be.
    static String nested(Random random) {
        int depth = List.of(40, 51, 120, 1_001, 20_000).get(random.nextInt(5));
        return random.nextBoolean() ? "[".repeat(depth) + "]".repeat(depth) : "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
    }

    /// Longer than a text of a command, than a text of a body, and than an event may be.
    static String longText(Random random) {
        String unit = List.of("x", "я", "\uD83D\uDE80", "e\u0301").get(random.nextInt(4));
        return unit.repeat(List.of(300, 5_000, 9_000, 17_000, 70_000).get(random.nextInt(5)));
    }

    static <T> T any(List<T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
