package io.flankwatch.standalone.ceiling;

import io.flankwatch.standalone.ceiling.Reads.Read;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Somebody with a token, who follows every page to its end.
///
/// @param server what is asked
/// @param name   for whoever reads what was found
record Reader(URI server, String name, String token) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int PAGES = 100;

    /// @param status of the first page
    /// @param etag   where there is one page only
    /// @param text   all that was answered, headers included
    record Answer(int status, String etag, String text) {

        /// What of the secrets is in it, but for what the reader has said: a refusal may repeat that, and so may a link.
        List<String> of(List<String> secrets, Read asked) {
            return secrets.stream().filter(text::contains).filter(secret -> !asked.url().contains(secret)).toList();
        }
    }

    /// @param last the position that a stream is read up to
    Answer read(Read read, long last) {
        return read.streams() ? stream(read, last) : pages(read);
    }

    HttpResponse<String> get(String path) {
        return send(request(path, "application/json").build());
    }

    /// What is told of an answer that is not asked for itself.
    Answer head(Read read) {
        HttpResponse<String> answer = send(request(read.url(), read.accept()).HEAD().build());
        return new Answer(answer.statusCode(), answer.headers().firstValue("ETag").orElse(""), answer.headers().map() + answer.body());
    }

    /// What is answered to whoever has the answer of before.
    int again(Read read, String etag) {
        return send(request(read.url(), read.accept()).header("If-None-Match", etag).build()).statusCode();
    }

    private Answer pages(Read read) {
        HttpResponse<String> first = send(request(read.url(), read.accept()).build());
        StringBuilder text = new StringBuilder();
        HttpResponse<String> page = first;
        int pages = 1;
        for (; pages <= PAGES; pages++) {
            text.append(page.headers().map()).append('\n').append(page.body()).append('\n');
            String link = page.headers().firstValue("Link").orElse("");
            if (!link.contains("rel=\"next\"")) {
                break;
            }
            page = send(request(link.substring(1, link.indexOf('>')), read.accept()).build());
        }
        return new Answer(first.statusCode(), pages == 1 ? first.headers().firstValue("ETag").orElse("") : "", text.toString());
    }

    private Answer stream(Read read, long last) {
        try {
            HttpResponse<InputStream> answer = HTTP.send(request(read.url(), read.accept()).build(), BodyHandlers.ofInputStream());
            StringBuilder text = new StringBuilder(answer.headers().map().toString());
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                boolean enough = false;
                for (String line = lines.readLine(); line != null && !(enough && line.isEmpty()); line = lines.readLine()) {
                    text.append(line).append('\n');
                    enough |= line.equals("id: " + last) || line.startsWith(":");
                }
            }
            return new Answer(answer.statusCode(), "", text.toString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private HttpRequest.Builder request(String path, String accept) {
        return HttpRequest.newBuilder(server.resolve(path)).header("Authorization", "Bearer " + token).header("Accept", accept + ", application/problem+json");
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
