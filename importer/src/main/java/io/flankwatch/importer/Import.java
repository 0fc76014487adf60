package io.flankwatch.importer;

import io.flankwatch.importer.IncidentFile.Month;
import io.flankwatch.importer.IncidentFile.Position;
import io.flankwatch.importer.Server.Answer;
import io.flankwatch.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Sends a file: several months at a time, the rows of a month in the file's order, one request after the other.
///
/// A request is one commit (mode ATOMIC): a row's development or incursion and its claims are recorded together or not at all. A row that is refused holds up no
/// other, since what was refused as a whole is sent again in parts.
final class Import {

    // Well below what the server takes in one request: 8 MB and 1,000 events.
    private static final long MOST_BYTES = 4 * 1024 * 1024;
    private static final int MOST_EVENTS = 900;
    private static final long NOTHING_YET = Long.MAX_VALUE;

    private final Options options;
    private final IncidentFile file;
    private final Server server;
    private final Tally tally;
    private final Progress progress;
    private final AtomicLong newest = new AtomicLong(-1);

    Import(Options options, IncidentFile file, Server server, Tally tally, Progress progress) {
        this.options = options;
        this.file = file;
        this.server = server;
        this.tally = tally;
        this.progress = progress;
    }

    /// @throws ImportStopped when it can't go on
    void run() {
        for (Rejection unusable : file.unusable()) {
            reject(unusable, 1);
        }
        try (ExecutorService workers = Executors.newFixedThreadPool(options.parallel(), Thread.ofVirtual().factory())) {
            var months = new ExecutorCompletionService<Void>(workers);
            file.months().forEach((month, of) -> months.submit(() -> send(month, of), null));
            try {
                for (int done = 0; done < file.months().size(); done++) {
                    months.take().get();
                }
            } catch (ExecutionException failed) {
                workers.shutdownNow();
                throw failed.getCause() instanceof ImportStopped stopped
                        ? stopped
                        : new ImportStopped("failed: " + failed.getCause(), failed);
            } catch (InterruptedException stopped) {
                workers.shutdownNow();
                Thread.currentThread().interrupt();
                throw new ImportStopped("interrupted", stopped);
            }
        }
    }

    private void send(YearMonth month, Month of) {
        UUID caseId = options.dataSet().caseId(month);
        if (!open(month, caseId, of)) {
            return;
        }
        List<Incident> batch = new ArrayList<>();
        long bytes = 0;
        int events = 0;
        for (Position at : of.rows()) {
            Incident incident = incident(at);
            if (incident == null) {
                continue;
            }
            if (!batch.isEmpty()
                    && (batch.size() == options.batch() || bytes + incident.bytes() > MOST_BYTES || events + incident.events() > MOST_EVENTS)) {
                send(caseId, batch);
                batch.clear();
                bytes = 0;
                events = 0;
            }
            batch.add(incident);
            bytes += incident.bytes();
            events += incident.events();
        }
        if (!batch.isEmpty()) {
            send(caseId, batch);
        }
    }

    private @Nullable Incident incident(Position at) {
        try {
            return Incident.of(file.read(at), at.key(), options.dataSet(), options.zone());
        } catch (Unusable reason) {
            reject(new Rejection(at.line(), at.key().startsWith("ref/") ? at.key().replaceFirst("/", " ") : "", reason.code(), reason.detail()), 1);
            return null;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static ObjectNode opening(YearMonth month, UUID caseId, Month of, DataSet dataSet, @Nullable String marking) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("caseId", caseId.toString());
        body.put("title", "Incidents of " + month.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH) + " " + month.getYear() + " (" + dataSet.name() + ")");
        body.put("summary", dataSet.summary(of.ucdp()));
        if (marking != null) {
            body.put("marking", marking);
        }
        ArrayNode countries = body.putArray("countries");
        of.countries().forEach(countries::add);
        body.putArray("tags").add("import");
        body.putArray("externalRefs").addObject().put("system", dataSet.name()).put("ref", month.toString());
        return body;
    }

    /// Whether the month's case is there to take its rows.
    private boolean open(YearMonth month, UUID caseId, Month of) {
        ObjectNode body = opening(month, caseId, of, options.dataSet(), options.marking());
        Answer answer = server.post("/cases", "import-" + caseId, Json.MAPPER.writeValueAsBytes(body));
        if (answer.succeeded()) {
            boolean recorded = recorded(answer.body(), answer.replayed(), answer.repeated(), newestBefore());
            tally.caseOpened(recorded);
            return true;
        }
        String code = answer.body().path("code").asString("");
        switch (answer.status()) {
            case 403, 404, 405 -> throw new ImportStopped("can't open a case: " + problem(answer.body(), answer.status()));
            case 409, 422 -> {
                if (code.equals("CASE_EXISTS") || code.equals("KEY_REUSED")) {
                    // Its id follows from data set and month alone: it is ours, opened when the file or the options were others.
                    tally.caseOpened(false);
                    return true;
                }
            }
            default -> {}
        }
        reject(new Rejection(0, "case of " + month + ", " + of.rows().size() + " rows", codeOf(answer), detail(answer.body())), of.rows().size());
        return false;
    }

    private void send(UUID caseId, List<Incident> batch) {
        ObjectNode body = Json.MAPPER.createObjectNode().put("mode", "ATOMIC");
        ArrayNode commands = body.putArray("commands");
        batch.forEach(incident -> incident.commands().forEach(command -> commands.add(command.toJson())));
        long before = newestBefore();
        Answer answer = server.post("/cases/" + caseId + "/commands", null, Json.MAPPER.writeValueAsBytes(body));
        if (!answer.succeeded()) {
            refused(caseId, batch, answer);
            return;
        }
        JsonNode results = answer.body().path("results");
        if (results.size() != commands.size()) {
            throw new ImportStopped("the server answered " + commands.size() + " commands with " + results.size() + " results");
        }
        int at = 0;
        for (Incident incident : batch) {
            int isNew = 0;
            for (int i = 0; i < incident.commands().size(); i++) {
                JsonNode result = results.get(at++);
                isNew += recorded(result, result.path("replayed").asBoolean(false), answer.repeated(), before) ? 1 : 0;
                result.path("warnings").forEach(warning -> tally.warning(warning.path("code").asString("?")));
            }
            tally.row(incident.commands().size(), isNew);
        }
    }

    /// Nothing of the request was recorded. One row may be the reason for all: the halves are sent on their own, down to that row.
    private void refused(UUID caseId, List<Incident> batch, Answer answer) {
        if (answer.status() == 403 || answer.status() == 405) {
            throw new ImportStopped("can't record: " + problem(answer.body(), answer.status()));
        }
        String code = codeOf(answer);
        if (batch.size() > 1 && answer.status() < 500 && !code.equals("NO_SUCH_CASE")) {
            int half = batch.size() / 2;
            send(caseId, batch.subList(0, half));
            send(caseId, batch.subList(half, batch.size()));
            return;
        }
        for (Incident incident : batch) {
            reject(new Rejection(incident.row(), incident.label(), code, detail(answer.body())), 1);
        }
    }

    /// Whether this run recorded it. A replayed answer may be to an earlier try of the same request: then its position is beyond all that
    /// this run had seen before it.
    private boolean recorded(JsonNode result, boolean replayed, boolean repeated, long before) {
        long position = result.path("position").asLong(-1);
        if (replayed) {
            return repeated && position > before;
        }
        newest.accumulateAndGet(position, Math::max);
        return true;
    }

    private long newestBefore() {
        long seen = newest.get();
        return seen < 0 ? NOTHING_YET : seen;
    }

    private void reject(Rejection rejection, int rows) {
        tally.rejected(rows);
        progress.say(rejection.toString());
    }

    private static String codeOf(Answer answer) {
        return answer.body().path("code").asString(String.valueOf(answer.status()));
    }

    private static String problem(JsonNode problem, int status) {
        return (status + " " + problem.path("code").asString("") + " " + detail(problem)).strip();
    }

    private static String detail(JsonNode problem) {
        StringBuilder text = new StringBuilder(problem.path("detail").asString(problem.path("title").asString("")));
        JsonNode errors = problem.path("errors");
        if (!errors.isEmpty()) {
            text.append(text.isEmpty() ? "" : " ").append(errors);
        }
        return text.toString();
    }
}
