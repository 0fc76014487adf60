package io.flankwatch.importer;

import io.flankwatch.importer.IncidentFile.Month;
import io.flankwatch.importer.IncidentFile.Position;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The command line. [Options#HELP] says what it takes.
public final class Importer {

    private static final int DONE = 0;
    private static final int ROWS_REJECTED = 1;
    private static final int STOPPED = 2;

    private Importer() {}

    // JDK 25 answers with null again where there is no terminal (JDK-8351435).
    @SuppressWarnings("SystemConsoleNull")
    public static void main(String[] arguments) {
        Console console = System.console();
        System.exit(run(List.of(arguments), System.getenv(), System.out, System.err, console != null && console.isTerminal()));
    }

    /// @param environment may hold FLANKWATCH_TOKEN and FLANKWATCH_SECRET
    /// @param out         takes the summary
    /// @param err         takes the progress and the rows that were rejected
    /// @param terminal    whether `err` is one
    /// @return the exit code
    public static int run(List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err, boolean terminal) {
        if (arguments.contains("--help")) {
            out.print(Options.HELP);
            return DONE;
        }
        if (!arguments.isEmpty() && arguments.getFirst().equals("evidence")) {
            return EvidenceFile.print(arguments.subList(1, arguments.size()), out, err) ? DONE : STOPPED;
        }
        Options options;
        try {
            options = Options.parse(arguments, environment);
        } catch (IllegalArgumentException wrong) {
            err.println(wrong.getMessage());
            err.println("--help says more");
            return STOPPED;
        }
        try (IncidentFile file = new IncidentFile(options.file())) {
            return options.dryRun() ? rehearse(options, file, out, err) : send(options, file, out, err, terminal);
        } catch (IOException unreadable) {
            err.println("can't read " + options.file() + ": " + unreadable);
            return STOPPED;
        }
    }

    private static int send(Options options, IncidentFile file, PrintStream out, PrintStream err, boolean terminal) {
        Tally tally = new Tally(file.rows());
        String stopped = null;
        try (Progress progress = new Progress(tally, err, terminal);
                Server server = new Server(options, progress::say)) {
            new Import(options, file, server, tally, progress).run();
        } catch (ImportStopped reason) {
            stopped = reason.getMessage();
        }
        unknownColumns(file, out);
        out.print(tally.summary());
        if (stopped != null) {
            err.println("stopped: " + stopped);
            err.println("What was recorded is recorded. Run the same command again to go on from there.");
            return STOPPED;
        }
        return tally.complete() ? DONE : ROWS_REJECTED;
    }

    private static int rehearse(Options options, IncidentFile file, PrintStream out, PrintStream err) throws IOException {
        long rejected = file.unusable().size();
        file.unusable().forEach(err::println);
        long incidents = 0;
        long claims = 0;
        out.printf(Locale.ROOT, "%-10s%-40s%14s%10s%n", "case", "id", "incidents", "claims");
        for (Map.Entry<YearMonth, Month> month : file.months().entrySet()) {
            long incidentsOfMonth = 0;
            long claimsOfMonth = 0;
            for (Position at : month.getValue().rows()) {
                try {
                    Incident incident = Incident.of(file.read(at), at.key(), options.dataSet(), options.zone());
                    incidentsOfMonth++;
                    claimsOfMonth += incident.commands().size() - 1;
                } catch (Unusable reason) {
                    rejected++;
                    err.println(new Rejection(at.line(), "", reason.code(), reason.detail()));
                }
            }
            out.printf(Locale.ROOT, "%-10s%-40s%,14d%,10d%n", month.getKey(), options.dataSet().caseId(month.getKey()), incidentsOfMonth, claimsOfMonth);
            incidents += incidentsOfMonth;
            claims += claimsOfMonth;
        }
        unknownColumns(file, out);
        out.printf(
                Locale.ROOT,
                "%,d rows read; %,d cases, %,d incidents and %,d claims would be sent, %,d rows rejected; nothing was sent%n",
                file.rows(),
                file.months().size(),
                incidents,
                claims,
                rejected);
        return rejected == 0 ? DONE : ROWS_REJECTED;
    }

    private static void unknownColumns(IncidentFile file, PrintStream out) {
        file.unknownColumns().forEach((column, times) ->
                out.printf(Locale.ROOT, "column %s is not of the format and was left aside; rows that state it: %,d%n", column, times));
    }
}
