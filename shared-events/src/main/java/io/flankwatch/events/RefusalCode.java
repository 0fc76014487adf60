package io.flankwatch.events;

/// Every reason for which a request is refused, with the HTTP status it is told with. The names are part of the API: tools rely on them.
public enum RefusalCode {
    MALFORMED(400, "The request is not of the form that the API document describes"),
    UNKNOWN_FIELD(400, "The body has a member that the API does not know"),
    POSITION_BEYOND_HEAD(400, "The ledger has not come to that position or instant"),
    NOT_AUTHENTICATED(401, "A valid bearer token is required"),
    ROLE_MISSING(403, "The token's roles do not allow this"),
    MARKING_ABOVE_CLEARANCE(403, "The marking is above the token's own clearance"),
    MEMBERS_ONLY(403, "This is for members of the case and for supervisors"),
    NO_SUCH_CASE(404, "There is no such case, or it may not be seen"),
    NO_SUCH_ENTRY(404, "There is no such entry, or it may not be seen"),
    NO_SUCH_SOURCE(404, "There is no such source, or it may not be seen"),
    NO_SUCH_CAPTURE(404, "There is no such capture, or it may not be seen"),
    NO_SUCH_INDICATOR(404, "There is no such indicator, or it may not be seen"),
    NO_SUCH_HYPOTHESIS(404, "There is no such hypothesis, or it may not be seen"),
    NO_SUCH_ASSESSMENT(404, "There is no such assessment, or it may not be seen"),
    NO_SUCH_ANALYST(404, "The analyst is not assigned to the case"),
    NO_SUCH_LINK(404, "There is no such link, or it may not be seen"),
    NO_SUCH_BRIEF(404, "There is no such brief, or it may not be seen"),
    NO_SUCH_POSITION(404, "The ledger, or the case, has no such position"),
    NO_SUCH_VIEW(404, "There is no such view"),
    NO_SUCH_DEAD_LETTER(404, "Nothing is put aside under that id"),
    NOT_FOUND(404, "There is nothing at that path"),
    METHOD_NOT_ALLOWED(405, "The path does not take this method"),
    NOT_ACCEPTABLE(406, "None of the accepted media types can be answered"),
    CASE_EXISTS(409, "The case's id is taken"),
    ENTRY_EXISTS(409, "The id is taken within the case"),
    SOURCE_EXISTS(409, "The case has a source with that URL or document reference"),
    SOURCE_CYCLE(409, "A source can't be a copy of itself"),
    CASE_CLOSED(409, "The case is closed and takes no new facts"),
    CASE_OPEN(409, "The case is open already"),
    OPEN_INDICATORS(409, "The case has open indicators; close it with force and a reason, or rule on them first"),
    UNAPPROVED_ASSESSMENT(409, "The case has an assessment that is not approved; close it with force and a reason, or have it approved first"),
    LEADS_CASE(409, "The analyst leads the case; name another lead first"),
    LAST_MEMBER(409, "A case keeps at least one member"),
    ALREADY_LINKED(409, "It is linked to that one already"),
    ALREADY_RETRACTED(409, "The entry is retracted already"),
    NOT_RETRACTED(409, "The entry is not retracted"),
    ALREADY_SUPERSEDED(409, "Another entry stands in its place"),
    ALREADY_CONCLUDED(409, "The meeting has been concluded already"),
    NOT_CONCLUDED(409, "The meeting has not been concluded"),
    MEETING_CANCELLED(409, "The meeting has been cancelled"),
    NOT_A_MEETING(409, "The entry is not a meeting"),
    INDICATOR_SETTLED(409, "The indicator is not open any more"),
    INDICATOR_WITHDRAWN(409, "The indicator has been withdrawn"),
    EVIDENCE_REQUIRED(409, "To rule an indicator met needs an entry as evidence"),
    KIND_MISMATCH(409, "An entry can only supersede one of its own kind"),
    CIRCULAR(409, "Nothing can take its own place, directly or by way of others"),
    NOT_PROPOSED(409, "No redaction of the entry is proposed"),
    NOT_REDACTABLE(409, "Nothing recorded of the entry is there, or it is no text and the entry can't do without it"),
    PERSON_ERASED(409, "The person's data are erased; nothing more is sealed about them"),
    NOTHING_CHANGED(409, "It is so already; nothing would change"),
    PROTOCOL_MISMATCH(409, "A protocol keeps its jurisdiction and target class"),
    REASON_REQUIRED(409, "This needs a reason"),
    UNSOURCED(409, "An entry needs a source, or a reason why it has none"),
    OCCURRED_IN_FUTURE(409, "What has not happened yet can't be recorded as a fact"),
    DOES_NOT_STAND(409, "The entry is retracted, or another stands in its place"),
    HYPOTHESIS_RESOLVED(409, "The hypothesis is resolved"),
    SELF_APPROVAL(409, "Nobody approves what they have drafted or proposed"),
    ASSESSMENT_OUTDATED(409, "What the assessment rests on has changed since it was drafted; acknowledge that, or return it"),
    ALREADY_APPROVED(409, "The assessment has been approved already"),
    ASSESSMENT_RETURNED(409, "The assessment was returned; another is to be drafted in its place"),
    ASSESSMENT_REPLACED(409, "Another assessment was drafted in its place"),
    REBUILD_RUNNING(409, "Views are being rebuilt already"),
    NO_REBUILD(409, "No views are being rebuilt"),
    REBUILD_NEEDED(409, "Nothing could be answered from these views without it"),
    STILL_UNREADABLE(409, "The view still can't make sense of the case"),
    CONFLICT(409, "The case was changed by others again and again while this was tried; try again"),
    STALE_VERSION(412, "The case has moved on since that version"),
    TOO_LARGE(413, "The request is larger than the stated limit"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body is not JSON"),
    KEY_REUSED(422, "The idempotency key was used for another request"),
    OVERLOADED(429, "Too many writes wait for the ledger; try again after a second"),
    INTERNAL(500, "An error of the service; the trace id finds it in its log"),
    VIEW_BEHIND(503, "The view has not come to that position yet; try again"),
    CHECK_RUNNING(503, "The views are being checked for somebody else; try again"),
    CASE_PARKED(503, "The view can't make sense of an event of that case and has put it aside; its history and feed can be read"),
    STORE_AWAY(503, "A store does not answer; try again"),
    ISSUER_AWAY(503, "The issuer of tokens does not answer; try again"),
    OUTCOME_UNKNOWN(504, "Whether the command was recorded is not known; ask again with the same key");

    private final int status;
    private final String meaning;

    RefusalCode(int status, String meaning) {
        this.status = status;
        this.meaning = meaning;
    }

    public int status() {
        return status;
    }

    public String meaning() {
        return meaning;
    }
}
