package io.flankwatch.query.audit;

import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerInterceptor;

/// What a reader states that they read for, in a header: kept with the record of the read, and asked of nobody.
public final class Purpose implements HandlerInterceptor {

    static final String HEADER = "Purpose";
    static final int MOST = 200;

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String stated = of(request);
        if (RecordedEndpoint.of(request) != null && stated != null && stated.length() > MOST) {
            throw new Refused(RefusalCode.MALFORMED, "A purpose has at most " + MOST + " characters");
        }
        return true;
    }

    /// Absent where nothing is stated.
    static @Nullable String of(HttpServletRequest request) {
        String stated = request.getHeader(HEADER);
        return stated == null || stated.isBlank() ? null : text(stated).strip();
    }

    /// What is recorded of it whatever it is.
    static @Nullable String kept(HttpServletRequest request) {
        String stated = of(request);
        return stated == null || stated.length() <= MOST ? stated : null;
    }

    /// The container reads the bytes of headers as ISO 8859-1; those who write anything but ASCII mean UTF-8.
    private static String text(String stated) {
        byte[] bytes = stated.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException notUtf8) {
            return stated;
        }
    }
}
