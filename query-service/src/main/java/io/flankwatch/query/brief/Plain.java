package io.flankwatch.query.brief;

import java.util.HexFormat;

/// Text that somebody said, as text.
final class Plain {

    private Plain() {}

    /// Makes visible what could otherwise act unseen: control characters, and the embeddings, overrides and isolates of the bidirectional algorithm, which reach
    /// beyond the text that they stand in. Line ends and tabs stay, and so do the marks that scripts written from right to left need.
    static String visible(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (acts(c)) {
                visible.append("[U+").append(HexFormat.of().withUpperCase().toHexDigits(c, c > 0xffff ? 6 : 4)).append(']');
            } else {
                visible.appendCodePoint(c);
            }
        });
        return visible.toString();
    }

    private static boolean acts(int c) {
        if (c == '\n' || c == '\t') {
            return false;
        }
        boolean bidi = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
        boolean unseen = c == 0x200b || c == 0x2060 || c == 0xfeff || c == 0x2028 || c == 0x2029 || (c >= 0xe0000 && c <= 0xe007f);
        boolean noncharacter = (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
        return bidi || unseen || noncharacter || Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE;
    }
}
