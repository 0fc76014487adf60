package io.flankwatch.standalone.fuzz;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/// Sends bytes as they are given, also those that no HTTP client would send, and reads the answer. A connection for each request.
final class RawHttp {

    private static final int PATIENCE_MILLIS = 20_000;

    private final URI server;

    RawHttp(URI server) {
        this.server = server;
    }

    /// @param target  as it stands in the request line
    /// @param headers lines, without those that frame the message
    @SuppressWarnings("ArrayRecordComponent") // made once, sent once
    record Request(String method, String target, List<String> headers, byte[] body) {

        @Override
        public String toString() {
            String text = new String(body, 0, Math.min(body.length, 600), StandardCharsets.UTF_8);
            return method + " " + shortened(target) + " " + headers.stream().filter(line -> !line.startsWith("Authorization")).map(RawHttp::shortened).toList()
                    + " " + body.length + " bytes: " + text;
        }
    }

    /// @param body as UTF-8, which an answer has to be; of a stream only its head is read
    record Answer(int status, Map<String, List<String>> headers, String body) {

        String header(String name) {
            return String.join(", ", headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()));
        }
    }

    static String shortened(String text) {
        return text.length() <= 300 ? text : text.substring(0, 300) + "… (" + text.length() + ")";
    }

    Answer send(Request request) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            OutputStream out = socket.getOutputStream();
            var head = new StringBuilder(request.method()).append(' ').append(request.target()).append(" HTTP/1.1\r\n");
            if (request.headers().stream().noneMatch(line -> line.startsWith("Host:"))) {
                head.append("Host: ").append(server.getAuthority()).append("\r\n");
            }
            request.headers().forEach(line -> head.append(line).append("\r\n"));
            head.append("Connection: close\r\n");
            boolean framed = request.headers().stream().anyMatch(line -> line.startsWith("Content-Length:") || line.startsWith("Transfer-Encoding:"));
            if (!framed && (request.body().length > 0 || !request.method().equals("GET"))) {
                head.append("Content-Length: ").append(request.body().length).append("\r\n");
            }
            head.append("\r\n");
            try {
                out.write(head.toString().getBytes(StandardCharsets.UTF_8));
                out.write(request.body());
                out.flush();
                socket.shutdownOutput();
            } catch (SocketException refusedBeforeItWasRead) {
                // The answer is there all the same.
                return answer(socket.getInputStream(), request.method());
            }
            return answer(socket.getInputStream(), request.method());
        }
    }

    /// The final one: of others, such as 100, nothing is made.
    private static Answer answer(InputStream in, String method) throws IOException {
        String[] status = line(in).split(" ", 3);
        if (status.length < 2) {
            throw new IOException("no answer");
        }
        Map<String, List<String>> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>()).add(line.substring(colon + 1).strip());
        }
        if (status[1].startsWith("1")) {
            return answer(in, method);
        }
        var answer = new Answer(Integer.parseInt(status[1]), headers, "");
        if (method.equals("HEAD") || answer.header("Content-Type").startsWith("text/event-stream")) {
            return answer;
        }
        byte[] body = answer.header("Transfer-Encoding").equals("chunked") ? chunks(in) : in.readAllBytes();
        if (answer.header("Content-Encoding").equals("gzip")) {
            body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
        }
        try {
            return new Answer(answer.status(), headers, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
        } catch (CharacterCodingException notUtf8) {
            throw new IOException("the answer is not UTF-8: " + new String(body, StandardCharsets.UTF_8), notUtf8);
        }
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            body.write(in.readNBytes(size));
            line(in);
        }
        return body.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
