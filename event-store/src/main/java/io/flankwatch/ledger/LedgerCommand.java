package io.flankwatch.ledger;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/// `ledger check URL`, for an operator. The role and its password come from `LEDGER_USER` and `LEDGER_PASSWORD`.
public final class LedgerCommand {

    static final int RIGHT = 0;
    static final int WRONG = 1;
    static final int NOT_RUN = 2;
    static final int UNPROTECTED = 3;

    private LedgerCommand() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments, System.getenv("LEDGER_USER"), System.getenv("LEDGER_PASSWORD"), System.out));
    }

    static int run(String[] arguments, @Nullable String user, @Nullable String password, PrintStream out) {
        if (arguments.length != 2 || !arguments[0].equals("check")) {
            out.println("usage: ledger check jdbc:postgresql://host/database   (role and password in LEDGER_USER and LEDGER_PASSWORD)");
            out.println("exit:  0 all is right, 1 a position is wrong, 2 not checked, 3 all is right but could be changed unnoticed by the database");
            return NOT_RUN;
        }
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(arguments[1]);
        source.setUser(user);
        source.setPassword(password);
        LedgerCheck.Report report;
        try {
            report = LedgerCheck.run(source);
        } catch (StoreAway away) {
            out.println("not checked: " + away.getCause());
            return NOT_RUN;
        }
        report.unprotected().forEach(line -> out.println("unprotected: " + line));
        report.outstanding().forEach(position -> out.println("not redacted yet: position " + position));
        LedgerCheck.Wrong wrong = report.wrong();
        if (wrong != null) {
            out.println("WRONG at position " + wrong.position() + ": " + wrong.what() + " (" + report.positions() + " positions before it are right)");
            return WRONG;
        }
        out.println("right: " + report.positions() + " positions");
        return report.unprotected().isEmpty() ? RIGHT : UNPROTECTED;
    }
}
