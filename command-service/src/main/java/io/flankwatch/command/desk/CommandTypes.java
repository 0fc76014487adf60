package io.flankwatch.command.desk;

import io.flankwatch.command.vocabulary.AssessmentCommand.ApproveAssessment;
import io.flankwatch.command.vocabulary.AssessmentCommand.ReturnAssessment;
import io.flankwatch.command.vocabulary.CaseFileCommand.CloseCase;
import io.flankwatch.command.vocabulary.CaseFileCommand.ReopenCase;
import io.flankwatch.command.vocabulary.Command;
import io.flankwatch.command.vocabulary.EntryCommand.ProposeRedaction;
import io.flankwatch.command.vocabulary.EntryCommand.RedactEntry;
import io.flankwatch.command.vocabulary.OwnCommand;
import io.flankwatch.command.vocabulary.PersonCommand.ErasePerson;
import io.flankwatch.platform.access.Role;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The commands that can be sent, by name, and what each needs: read off the sealed vocabulary, so that none can be forgotten.
public final class CommandTypes {

    private static final Map<String, Class<? extends Command>> BY_NAME = new TreeMap<>();

    private static final Set<Class<? extends Command>> FOR_SUPERVISORS = Set.of(
            CloseCase.class, ReopenCase.class, ApproveAssessment.class, ReturnAssessment.class, ProposeRedaction.class, RedactEntry.class, ErasePerson.class);

    static {
        add(Command.class);
    }

    private CommandTypes() {}

    private static void add(Class<? extends Command> type) {
        if (OwnCommand.class.isAssignableFrom(type)) {
            return;
        }
        if (type.isRecord()) {
            BY_NAME.put(type.getSimpleName(), type);
        } else {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                add(permitted.asSubclass(Command.class));
            }
        }
    }

    static @Nullable Class<? extends Command> named(String name) {
        return BY_NAME.get(name);
    }

    public static Map<String, Class<? extends Command>> all() {
        return Map.copyOf(BY_NAME);
    }

    public static Role needs(Class<? extends Command> type) {
        return FOR_SUPERVISORS.contains(type) ? Role.SUPERVISOR : Role.ANALYST;
    }
}
