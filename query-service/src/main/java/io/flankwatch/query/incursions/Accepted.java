package io.flankwatch.query.incursions;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.ServletWebRequest;

/// The form in which an answer is wanted: of those that are accepted the one that is preferred.
enum Accepted {
    JSON(MediaType.APPLICATION_JSON_VALUE),
    GEO_JSON(GeoJson.MEDIA_TYPE),
    CSV(Csv.TEXT_CSV);

    private final String type;

    Accepted(String type) {
        this.type = type;
    }

    private MediaType type() {
        return MediaType.parseMediaType(type);
    }

    static Accepted of(HttpServletRequest request) throws HttpMediaTypeNotAcceptableException {
        List<MediaType> accepted = new HeaderContentNegotiationStrategy().resolveMediaTypes(new ServletWebRequest(request));
        for (MediaType wanted : accepted) {
            for (Accepted offered : values()) {
                if (wanted.getQualityValue() > 0 && wanted.includes(offered.type())) {
                    return offered;
                }
            }
        }
        throw new HttpMediaTypeNotAcceptableException(Stream.of(values()).map(Accepted::type).toList());
    }
}
