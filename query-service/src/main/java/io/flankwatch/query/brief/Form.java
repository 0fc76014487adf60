package io.flankwatch.query.brief;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;

/// What a brief can be written as, the usual one first.
enum Form {
    JSON(Form.JSON_TYPE),
    MARKDOWN(Form.MARKDOWN_TYPE),
    HTML(Form.HTML_TYPE);

    static final String JSON_TYPE = "application/json";
    static final String MARKDOWN_TYPE = "text/markdown";
    static final String HTML_TYPE = "text/html";

    private final String type;

    Form(String type) {
        this.type = type;
    }

    MediaType contentType() {
        return this == JSON ? MediaType.APPLICATION_JSON : MediaType.parseMediaType(type + ";charset=UTF-8");
    }

    static Optional<Form> of(String type) {
        return Stream.of(values()).filter(form -> form.type.equals(type)).findFirst();
    }

    /// @param accept of a request that Spring has found to take one of them
    static Form accepted(@Nullable String accept) {
        if (accept == null) {
            return JSON;
        }
        List<MediaType> accepted = MediaType.parseMediaTypes(accept);
        MimeTypeUtils.sortBySpecificity(accepted);
        return accepted.stream()
                .sorted(Comparator.comparing(MediaType::getQualityValue).reversed())
                .flatMap(wanted -> Stream.of(values()).filter(form -> wanted.includes(MediaType.parseMediaType(form.type))))
                .findFirst()
                .orElse(JSON);
    }
}
