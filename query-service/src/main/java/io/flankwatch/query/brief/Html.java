package io.flankwatch.query.brief;

import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;

/// A page as HTML that needs nothing but itself: no script, no address of anything, and one style sheet, known by its digest.
///
/// The template (`src/main/jte`) is Java by the time this is built; what somebody said is escaped by where in HTML it stands.
final class Html {

    private static final String STYLE = style();
    private static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(ContentType.Html);

    /// For whoever shows it: nothing is run, fetched, framed or sent.
    static final String POLICY = "default-src 'none'; style-src 'sha256-" + digest(STYLE) + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

    private Html() {}

    static String of(Page page) {
        StringOutput html = new StringOutput();
        Content style = output -> output.writeContent(STYLE);
        TEMPLATES.render("brief.jte", Map.of("page", page, "style", style), html);
        return html.toString();
    }

    private static String style() {
        try (InputStream stream = Objects.requireNonNull(Html.class.getResourceAsStream("/brief/style.css"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String digest(String style) {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
