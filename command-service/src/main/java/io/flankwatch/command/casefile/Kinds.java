package io.flankwatch.command.casefile;

import io.flankwatch.command.vocabulary.EntryCommand.AddNote;
import io.flankwatch.command.vocabulary.EntryCommand;
import io.flankwatch.command.vocabulary.EntryCommand.ChangeInterceptProtocol;
import io.flankwatch.command.vocabulary.EntryCommand.ConveneMeeting;
import io.flankwatch.command.vocabulary.EntryCommand.RecordCasualty;
import io.flankwatch.command.vocabulary.EntryCommand.RecordDevelopment;
import io.flankwatch.command.vocabulary.EntryCommand.RecordReaction;
import io.flankwatch.command.vocabulary.EntryCommand.ReportIncursion;
import io.flankwatch.events.EntryKind;

/// Which command records which kind of entry.
final class Kinds {

    private Kinds() {}

    static EntryKind of(EntryCommand.Recording command) {
        return switch (command) {
            case ReportIncursion _ -> EntryKind.INCURSION;
            case RecordCasualty _ -> EntryKind.CASUALTY;
            case RecordDevelopment _ -> EntryKind.DEVELOPMENT;
            case RecordReaction _ -> EntryKind.REACTION;
            case ConveneMeeting _ -> EntryKind.MEETING;
            case ChangeInterceptProtocol _ -> EntryKind.PROTOCOL_CHANGE;
            case AddNote _ -> EntryKind.NOTE;
        };
    }

    /// The command that records such an entry.
    static Class<? extends EntryCommand.Recording> command(EntryKind kind) {
        return switch (kind) {
            case INCURSION -> ReportIncursion.class;
            case CASUALTY -> RecordCasualty.class;
            case DEVELOPMENT -> RecordDevelopment.class;
            case REACTION -> RecordReaction.class;
            case MEETING -> ConveneMeeting.class;
            case PROTOCOL_CHANGE -> ChangeInterceptProtocol.class;
            case NOTE -> AddNote.class;
        };
    }
}
