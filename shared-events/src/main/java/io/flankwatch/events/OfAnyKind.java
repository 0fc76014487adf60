package io.flankwatch.events;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.flankwatch.events.EntryRecorded.CasualtyRecorded;
import io.flankwatch.events.EntryRecorded.DevelopmentRecorded;
import io.flankwatch.events.EntryRecorded.IncursionReported;
import io.flankwatch.events.EntryRecorded.InterceptProtocolChanged;
import io.flankwatch.events.EntryRecorded.MeetingConvened;
import io.flankwatch.events.EntryRecorded.NoteAdded;
import io.flankwatch.events.EntryRecorded.ReactionRecorded;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A member that is an entry of whatever kind: its JSON begins with the kind.
@JacksonAnnotationsInside
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = IncursionReported.class, name = "INCURSION"),
    @JsonSubTypes.Type(value = CasualtyRecorded.class, name = "CASUALTY"),
    @JsonSubTypes.Type(value = DevelopmentRecorded.class, name = "DEVELOPMENT"),
    @JsonSubTypes.Type(value = ReactionRecorded.class, name = "REACTION"),
    @JsonSubTypes.Type(value = MeetingConvened.class, name = "MEETING"),
    @JsonSubTypes.Type(value = InterceptProtocolChanged.class, name = "PROTOCOL_CHANGE"),
    @JsonSubTypes.Type(value = NoteAdded.class, name = "NOTE")
})
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
public @interface OfAnyKind {}
