package io.flankwatch.platform.compression;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/// Holds an answer's beginning back until it is clear whether it is worth compressing.
final class CompressedResponse extends HttpServletResponseWrapper {

    /// Smaller ones fit into the same packets anyway.
    static final int LEAST = 2048;

    private static final String SUFFIX = "-gzip";
    private static final List<String> FORMS = List.of("application/json", "application/geo+json", "application/x-ndjson", "text/csv");

    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private final ServletOutputStream out = new Out();
    private @Nullable OutputStream target;

    CompressedResponse(HttpServletResponse response) {
        super(response);
    }

    static String compressed(String tag) {
        return tag.endsWith("\"") ? tag.substring(0, tag.length() - 1) + SUFFIX + "\"" : tag;
    }

    static String plain(String tags) {
        return tags.replace(SUFFIX + "\"", "\"");
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return out;
    }

    /// What is held back has no head yet.
    @Override
    public void flushBuffer() throws IOException {
        if (held.size() == 0) {
            super.flushBuffer();
        }
    }

    @Override
    public void resetBuffer() {
        super.resetBuffer();
        forget();
    }

    @Override
    public void reset() {
        super.reset();
        forget();
    }

    private void forget() {
        held.reset();
        if (target instanceof GZIPOutputStream) {
            setHeader(HttpHeaders.CONTENT_ENCODING, null);
        }
        target = null;
    }

    void finish() throws IOException {
        if (target instanceof GZIPOutputStream gzip) {
            gzip.finish();
        } else if (held.size() > 0) {
            held.writeTo(super.getOutputStream());
            held.reset();
        }
    }

    /// A digest of the plain bytes would be wrong for others.
    private boolean isWorthIt() {
        String type = getContentType();
        return getStatus() == HttpStatus.OK.value()
                && type != null
                && FORMS.stream().anyMatch(type::startsWith)
                && !containsHeader("Repr-Digest")
                && !containsHeader(HttpHeaders.CONTENT_ENCODING);
    }

    private OutputStream gzip() throws IOException {
        setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        // Not known yet.
        setContentLengthLong(-1);
        String tag = getHeader(HttpHeaders.ETAG);
        if (tag != null) {
            setHeader(HttpHeaders.ETAG, compressed(tag));
        }
        return new Gzip(super.getOutputStream());
    }

    private OutputStream started(int more) throws IOException {
        if (target == null && !isWorthIt()) {
            target = super.getOutputStream();
        }
        if (target == null && held.size() + more < LEAST) {
            return held;
        }
        if (target == null) {
            target = gzip();
            held.writeTo(target);
            held.reset();
        }
        return target;
    }

    /// Everybody waits for the compressing, and only slow readers gain by the last few percent.
    private static final class Gzip extends GZIPOutputStream {
        Gzip(OutputStream out) throws IOException {
            super(out, 8192);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    private final class Out extends ServletOutputStream {

        @Override
        public void write(int one) throws IOException {
            started(1).write(one);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            started(length).write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            if (target != null) {
                target.flush();
            }
        }

        /// Closing is for whoever opened it: the end is written by `finish`.
        @Override
        public void close() throws IOException {
            flush();
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException("answers are written by the threads of their requests");
        }
    }
}
