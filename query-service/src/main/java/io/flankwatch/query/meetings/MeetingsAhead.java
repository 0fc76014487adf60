package io.flankwatch.query.meetings;

import io.flankwatch.events.Marking;
import io.flankwatch.events.MeetingCourse;
import io.flankwatch.events.Verification;
import io.flankwatch.events.When;
import io.flankwatch.events.figures.Standing;
import io.flankwatch.platform.access.Ceiling;
import io.flankwatch.query.course.MeetingStep;
import io.flankwatch.query.meetings.MeetingsDocument.Meeting;
import io.flankwatch.query.projection.Stored;
import io.flankwatch.query.projection.Views;
import io.flankwatch.query.reading.CaseGate;
import io.flankwatch.query.reading.CaseGates;
import io.flankwatch.query.reading.Paging;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds the meetings that are still to be held or resumed, as far as the reader may know.
@Component
class MeetingsAhead {

    private final Views views;
    private final MeetingsView view;
    private final CaseGates gates;

    MeetingsAhead(Views views, MeetingsView view, CaseGates gates) {
        this.views = views;
        this.view = view;
        this.gates = gates;
    }

    /// @param marking the effective one
    record Ahead(UUID caseId, Meeting meeting, Marking marking, MeetingCourse course) {

        private Place place() {
            When when = course.scheduled();
            return new Place(start(when), when == null ? null : when.latest(), meeting.recording().position());
        }
    }

    record Page(List<Ahead> meetings, @Nullable String next) {}

    /// @param cursor where the page before ended
    Page find(Instant after, @Nullable String cursor, int limit, Ceiling ceiling) {
        Place beyond = cursor == null ? null : Place.parse(cursor);
        List<Ahead> ahead = new ArrayList<>();
        List<Stored<MeetingsDocument>> candidates = candidates(after);
        Map<String, CaseGate> known = gates.find(candidates.stream().map(Stored::caseId).toList(), ceiling);
        for (Stored<MeetingsDocument> found : candidates) {
            CaseGate gate = known.get(found.caseId());
            if (gate != null) {
                ahead.addAll(of(gate, found.content(), after));
            }
        }
        ahead.removeIf(meeting -> beyond != null && Place.ORDER.compare(meeting.place(), beyond) <= 0);
        ahead.sort(Comparator.comparing(Ahead::place, Place.ORDER));
        List<Ahead> page = List.copyOf(ahead.subList(0, Math.min(limit, ahead.size())));
        return new Page(page, ahead.size() > page.size() ? page.getLast().place().cursor() : null);
    }

    private List<Stored<MeetingsDocument>> candidates(Instant after) {
        return views.ask(view, collection -> collection
                .find(new Document(MeetingsView.UNTIL, new Document("$gte", MeetingsDocument.micros(after))))
                .map(document -> Stored.read(document, MeetingsDocument.class))
                .into(new ArrayList<>()));
    }

    private static List<Ahead> of(CaseGate gate, MeetingsDocument document, Instant after) {
        List<Meeting> seen = document.meetings().stream().filter(meeting -> gate.shows(gate.today(meeting.marking(), meeting.entryId()))).toList();
        Standing standing = Standing.among(seen.stream()
                .map(meeting -> new Standing.Link(meeting.entryId(), meeting.convened().entry().supersedes(), meeting.retracted()))
                .toList());
        List<Ahead> ahead = new ArrayList<>();
        for (Meeting meeting : seen) {
            MeetingCourse course = MeetingStep.course(
                    meeting.convened().scheduled(),
                    meeting.steps().stream().filter(step -> gate.shows(step.marking())).toList());
            if (standing.stands(meeting.entryId())
                    && meeting.convened().entry().verification() != Verification.FALSE_ALARM
                    && course.ahead()
                    && mayBe(course.scheduled(), after)) {
                ahead.add(new Ahead(UUID.fromString(gate.caseId()), meeting, gate.effective(meeting.marking()), course));
            }
        }
        return ahead;
    }

    /// What has no known time may be at any.
    private static boolean mayBe(@Nullable When scheduled, Instant after) {
        return scheduled == null || scheduled.latest() == null || !scheduled.latest().isBefore(after);
    }

    private static @Nullable Instant start(@Nullable When when) {
        return when == null ? null : when.earliest() == null ? when.latest() : when.earliest();
    }

    /// A place in the list.
    ///
    /// @param start absent: at the end
    private record Place(@Nullable Instant start, @Nullable Instant end, long position) {

        static final Comparator<Place> ORDER = Comparator.comparing(Place::start, Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
                .thenComparing(Place::end, Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
                .thenComparing(Place::position);

        String cursor() {
            return Paging.cursor(text(start), text(end), Long.toString(position));
        }

        static Place parse(String cursor) {
            List<String> parts = Paging.parts(cursor, 3);
            try {
                return new Place(instant(parts.get(0)), instant(parts.get(1)), Long.parseLong(parts.get(2)));
            } catch (DateTimeException | NumberFormatException wrong) {
                throw Paging.malformed();
            }
        }

        private static String text(@Nullable Instant instant) {
            return instant == null ? "" : instant.toString();
        }

        private static @Nullable Instant instant(String text) {
            return text.isEmpty() ? null : Instant.parse(text);
        }
    }
}
