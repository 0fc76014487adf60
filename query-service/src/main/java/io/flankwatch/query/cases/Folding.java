package io.flankwatch.query.cases;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Text as it is searched: without case and diacritics, so that Galați, Galaţi and galati are the same.
final class Folding {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    /// Letters that no normalisation takes apart.
    private static final Map<Character, String> WHOLE = Map.of(
            'ł', "l", 'đ', "d", 'ø', "o", 'ı', "i", 'ß', "ss", 'æ', "ae", 'œ', "oe", 'ð', "d", 'þ', "th", 'ħ', "h");

    private Folding() {}

    static String fold(String text) {
        String bare = MARKS.matcher(Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD)).replaceAll("");
        StringBuilder folded = new StringBuilder(bare.length());
        for (int i = 0; i < bare.length(); i++) {
            char letter = bare.charAt(i);
            folded.append(WHOLE.getOrDefault(letter, String.valueOf(letter)));
        }
        return folded.toString();
    }
}
