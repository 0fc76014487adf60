package io.flankwatch.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// Instants as texts, as java.time's formatters read and print them, but many times faster in the usual form.
final class Instants {

    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private Instants() {}

    /// With six digits of a second's fraction, always.
    static String microseconds(Instant instant) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
        if (time.getYear() < 0 || time.getYear() > 9999) {
            return MICROSECONDS.format(instant);
        }
        byte[] text = "yyyy-MM-ddTHH:mm:ss.SSSSSSZ".getBytes(ISO_8859_1);
        print(time.getYear(), text, 0, 4);
        print(time.getMonthValue(), text, 5, 7);
        print(time.getDayOfMonth(), text, 8, 10);
        print(time.getHour(), text, 11, 13);
        print(time.getMinute(), text, 14, 16);
        print(time.getSecond(), text, 17, 19);
        print(time.getNano() / 1_000, text, 20, 26);
        return new String(text, ISO_8859_1);
    }

    /// What [Instant#parse] accepts.
    static Instant parse(String text) {
        Instant usual = usual(text);
        return usual == null ? Instant.parse(text) : usual;
    }

    /// @return null where the text is not `yyyy-MM-ddTHH:mm:ssZ`, with at most nine digits of a fraction: an error, or a rarer form
    static @Nullable Instant usual(String text) {
        int end = text.length() - 1;
        if (end < 19
                || end == 20
                || end > 29
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(10) != 'T'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':'
                || (end > 19 && text.charAt(19) != '.')
                || text.charAt(end) != 'Z') {
            return null;
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        int nano = end == 19 ? 0 : number(text, 20, end);
        if (year < 0 || month < 1 || month > 12 || day < 1 || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || nano < 0) {
            return null;
        }
        if (day > 28 && day > YearMonth.of(year, month).lengthOfMonth()) {
            return null;
        }
        for (int digits = end - 20; digits > 0 && digits < 9; digits++) {
            nano *= 10;
        }
        return LocalDateTime.of(year, month, day, hour, minute, second, nano).toInstant(ZoneOffset.UTC);
    }

    /// @return -1 where one of them is not a digit
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private static void print(int number, byte[] text, int from, int to) {
        int rest = number;
        for (int i = to - 1; i >= from; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
