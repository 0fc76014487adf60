package io.flankwatch.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/// A request was refused and has changed nothing.
public final class Refused extends RuntimeException {

    private final RefusalCode code;
    private final List<Fault> faults;

    public Refused(RefusalCode code, String detail) {
        this(code, detail, List.of());
    }

    public Refused(RefusalCode code, String detail, List<Fault> faults) {
        // A refusal is an answer, not a fault of the program: nobody reads its stack trace.
        super(detail, null, false, false);
        this.code = code;
        this.faults = List.copyOf(faults);
    }

    /// Refused because of one member of the body.
    public static Refused at(String pointer, RefusalCode code, String detail) {
        return new Refused(code, detail, List.of(new Fault(pointer, detail)));
    }

    /// The same, where what was refused is a part of the body.
    ///
    /// @param pointer to that part
    public Refused under(String pointer) {
        return new Refused(code, detail(), faults.stream().map(fault -> new Fault(pointer + fault.pointer(), fault.detail())).toList());
    }

    public RefusalCode code() {
        return code;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public List<Fault> faults() {
        return faults;
    }

    /// @param pointer JSON pointer (RFC 6901) into the body; empty for the whole of it
    public record Fault(@JsonInclude(JsonInclude.Include.ALWAYS) String pointer, String detail) {}
}
