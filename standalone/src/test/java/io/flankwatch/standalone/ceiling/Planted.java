package io.flankwatch.standalone.ceiling;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// A story in two GREEN cases, most of which tells of one incursion: its words, numbers, places and times occur nowhere else, so that they can be searched for.
final class Planted {

    /// In every free text that tells of the incursion, and in whatever is said about it.
    static final String WORD = "Qxylophon";
    static final String LATITUDE = "56.9311377";
    static final String LONGITUDE = "24.1199577";
    static final String MONTH = "2019-03";
    /// Of the claim; what other claims add to it changes no more than its last digits.
    static final String COUNT = "486113355779";
    static final String AHEAD = "2031-07";

    final UUID caseId = UUID.randomUUID();
    final UUID other = UUID.randomUUID();
    final UUID open = UUID.randomUUID();
    final UUID otherEntry = UUID.randomUUID();
    final UUID source = UUID.randomUUID();
    final UUID incursion = UUID.randomUUID();
    final UUID claim = UUID.randomUUID();
    final UUID person = UUID.randomUUID();
    final UUID meeting = UUID.randomUUID();
    final UUID change = UUID.randomUUID();
    final UUID protocol = UUID.randomUUID();
    final UUID reaction = UUID.randomUUID();
    final UUID note = UUID.randomUUID();
    final UUID watched = UUID.randomUUID();
    final UUID ruled = UUID.randomUUID();
    final UUID across = UUID.randomUUID();
    final UUID concluding = UUID.randomUUID();
    final UUID hypothesis = UUID.randomUUID();
    final UUID assessment = UUID.randomUUID();
    final UUID brief = UUID.randomUUID();

    private static final String WHEN = "{\"earliest\": \"" + MONTH + "-07T04:05:06Z\", \"latest\": \"" + MONTH + "-07T04:05:07Z\", \"precision\": \"EXACT\", \"asStated\": \"" + WORD + "\"}";
    private static final String UNKNOWN = "{\"precision\": \"UNKNOWN\"}";

    /// One request of the story.
    ///
    /// @param as who sends it
    record Step(String as, String method, String path, String body) {}

    /// What must be found by nobody below the marking that the incursion comes to have.
    List<String> secrets() {
        List<String> secrets = new ArrayList<>(List.of(WORD, LATITUDE, LONGITUDE, MONTH, COUNT.substring(0, COUNT.length() - 2), AHEAD));
        for (UUID id : List.of(incursion, claim, meeting, change, protocol, reaction, note, concluding, assessment)) {
            secrets.add(id.toString());
        }
        return secrets;
    }

    List<Step> story() {
        List<Step> steps = new ArrayList<>();
        steps.add(post("/cases", "{\"caseId\": \"%s\", \"title\": \"What may be seen\", \"marking\": \"GREEN\", \"countries\": [\"RO\"]}".formatted(caseId)));
        steps.add(post("/cases", "{\"caseId\": \"%s\", \"title\": \"Another\", \"marking\": \"GREEN\", \"countries\": [\"RO\"]}".formatted(other)));
        steps.add(told("/sources", "{\"sourceId\": \"%s\", \"documentRef\": \"d\", \"title\": \"A source\", \"reliability\": \"B\", \"credibility\": 2}".formatted(source)));
        steps.add(told("/developments", "{\"entryId\": \"%s\", \"vector\": \"INFORMATION\", \"title\": \"Plain\", \"occurred\": %s, \"unsourced\": \"u\"}".formatted(open, UNKNOWN)));
        steps.add(post("/cases/" + other + "/developments", "{\"entryId\": \"%s\", \"vector\": \"INFORMATION\", \"title\": \"Plain\", \"occurred\": %s, \"unsourced\": \"u\"}".formatted(otherEntry, UNKNOWN)));
        steps.add(told("/casualties", "{\"title\": \"Two injured\", \"occurred\": %s, \"unsourced\": \"u\", \"about\": [\"%s\"], \"metric\": \"INJURED\", \"min\": 2, \"best\": 2, \"max\": 2, \"grade\": \"WEAK\"}".formatted(UNKNOWN, open)));
        steps.add(told("/hypotheses", "{\"hypothesisId\": \"%s\", \"statement\": \"It goes on\"}".formatted(hypothesis)));
        steps.add(told("/indicators", "{\"indicatorId\": \"%s\", \"statement\": \"Something comes\", \"owner\": \"ana\", \"deadline\": \"2090-01-01T00:00:00Z\", \"condition\": {\"type\": \"incursions\", \"country\": \"LV\", \"atLeast\": 1}}".formatted(watched)));
        steps.add(told("/indicators", "{\"indicatorId\": \"%s\", \"statement\": \"Somebody says so\", \"owner\": \"ana\", \"deadline\": \"2090-01-01T00:00:00Z\", \"condition\": {\"type\": \"manual\"}}".formatted(ruled)));
        steps.add(post("/cases/" + other + "/indicators", "{\"indicatorId\": \"%s\", \"statement\": \"Something comes\", \"scope\": \"LEDGER\", \"deadline\": \"2090-01-01T00:00:00Z\", \"condition\": {\"type\": \"incursions\", \"country\": \"LV\", \"atLeast\": 1}}".formatted(across)));
        steps.add(told("/incursions", """
                {"entryId": "%s", "title": "W", "occurred": %s, "sources": [{"sourceId": "%s", "locator": "W"}], "objectType": "DECOY_UAV", "model": "W",
                 "externalRefs": [{"system": "plain", "ref": "W"}], "count": {"min": %s, "best": %s, "max": %s, "asStated": "W"},
                 "places": [{"role": "IMPACT", "point": {"lat": %s, "lon": %s}, "names": [{"text": "W", "lang": "lv"}], "country": "LV"}],
                 "outcomes": [{"outcome": "IMPACT_UNEXPLODED"}], "target": {"category": "RESIDENTIAL", "description": "W"},
                 "response": [{"step": "SCRAMBLED", "used": true, "by": "W"}], "attributions": [{"actor": "W", "by": "W", "says": "ATTRIBUTES"}]}"""
                .formatted(incursion, WHEN, source, COUNT, COUNT, COUNT, LATITUDE, LONGITUDE)));
        steps.add(told("/casualties", "{\"entryId\": \"%s\", \"persons\": [{\"personId\": \"%s\", \"details\": {\"name\": \"W\"}}], \"title\": \"W\", \"occurred\": %s, \"sources\": [{\"sourceId\": \"%s\"}], \"about\": [\"%s\"], \"metric\": \"INJURED\", \"min\": %s, \"best\": %s, \"max\": %s, \"asStated\": \"W\", \"grade\": \"CONFIRMED\"}"
                .formatted(claim, person, WHEN, source, incursion, COUNT, COUNT, COUNT)));
        steps.add(told("/reactions", "{\"entryId\": \"%s\", \"title\": \"W\", \"occurred\": %s, \"unsourced\": \"W\", \"actor\": \"W\", \"inResponseTo\": \"%s\", \"stance\": \"CONDEMNS\", \"act\": \"STATEMENT\"}".formatted(reaction, WHEN, incursion)));
        steps.add(told("/meetings", """
                {"entryId": "%s", "title": "W", "occurred": %s, "unsourced": "W", "body": "W", "agenda": ["W"], "triggeredBy": ["%s"],
                 "scheduled": {"earliest": "%s-08T10:00:00Z", "latest": "%s-08T10:00:00Z", "precision": "EXACT"}}""".formatted(meeting, WHEN, incursion, AHEAD, AHEAD)));
        steps.add(told("/protocol-changes", """
                {"entryId": "%s", "protocolId": "%s", "title": "W", "occurred": %s, "unsourced": "W", "jurisdiction": "LV", "targetClass": "UNCREWED", "posture": "KINETIC_ENGAGE",
                 "status": "IN_FORCE", "authority": "W", "effectiveFrom": {"kind": "AT", "at": "%s-07T04:05:06Z"}, "effectiveUntil": {"kind": "OPEN"}, "decidedBy": "%s"}"""
                .formatted(change, protocol, WHEN, MONTH, meeting)));
        steps.add(told("/notes", "{\"entryId\": \"%s\", \"title\": \"W\", \"text\": \"W\", \"about\": [\"%s\"], \"marking\": \"GREEN\"}".formatted(note, incursion)));
        steps.add(told("/indicators/" + ruled + "/ruling", "{\"ruling\": \"MET\", \"evidence\": [\"%s\"], \"reason\": \"W\"}".formatted(incursion)));
        steps.add(told("/indicators", "{\"indicatorId\": \"%s\", \"statement\": \"W\", \"deadline\": \"2090-01-01T00:00:00Z\", \"condition\": {\"type\": \"meetingConcludes\", \"meeting\": \"%s\"}}".formatted(concluding, meeting)));
        steps.add(told("/hypotheses/" + hypothesis + "/estimates", "{\"likelihood\": \"LIKELY\", \"confidence\": \"LOW\", \"given\": {\"indicatorId\": \"%s\", \"outcome\": \"MET\"}, \"rationale\": \"W\"}".formatted(concluding)));
        steps.add(told("/indicators/" + concluding + "/withdrawal", "{\"reason\": \"W\"}"));
        steps.add(told("/hypotheses/" + hypothesis + "/evidence", "{\"entryId\": \"%s\", \"consistency\": \"VERY_INCONSISTENT\", \"rationale\": \"W\"}".formatted(incursion)));
        steps.add(told("/hypotheses/" + hypothesis + "/estimates", "{\"likelihood\": \"LIKELY\", \"confidence\": \"LOW\", \"given\": {\"indicatorId\": \"%s\", \"outcome\": \"MET\"}, \"rationale\": \"r\"}".formatted(watched)));
        steps.add(told("/assessments", "{\"assessmentId\": \"%s\", \"title\": \"W\", \"keyJudgements\": [{\"statement\": \"W\", \"confidence\": \"LOW\", \"hypotheses\": [\"%s\"], \"evidence\": [\"%s\"]}], \"outlook\": \"W\", \"risks\": [{\"description\": \"W\", \"likelihood\": \"LIKELY\", \"impact\": \"HIGH\"}], \"recommendedActions\": [\"W\"]}"
                .formatted(assessment, hypothesis, incursion)));
        steps.add(new Step("sam", "POST", "/cases/" + caseId + "/assessments/" + assessment + "/approval", "{\"comment\": \"" + WORD + "\"}"));
        steps.add(told("/entries/" + incursion + "/links", "{\"relation\": \"SAME_INCIDENT\", \"otherId\": \"%s\", \"reason\": \"W\"}".formatted(open)));
        steps.add(post("/cases/" + other + "/entries/" + otherEntry + "/links", "{\"relation\": \"CONTRADICTS\", \"otherId\": \"%s\", \"otherCaseId\": \"%s\", \"reason\": \"W\"}".formatted(incursion, caseId)));
        steps.add(new Step("ana", "PATCH", "/cases/" + caseId + "/entries/" + incursion, "{\"reason\": \"" + WORD + "\", \"changes\": {\"model\": \"" + WORD + ", corrected\"}}"));
        steps.add(told("/entries/" + incursion + "/retraction", "{\"reason\": \"W\"}"));
        steps.add(told("/entries/" + incursion + "/reinstatement", "{\"reason\": \"W\"}"));
        return steps;
    }

    /// Of what the incursion is in, to those who were cleared for it then.
    ///
    /// @param position of the case
    /// @param digest   as the brief's own header has it
    Step issuing(long position, String digest) {
        return told("/briefs", "{\"briefId\": \"%s\", \"position\": %d, \"ceiling\": \"GREEN\", \"mediaType\": \"application/json\", \"reprDigest\": \"%s\", \"recipients\": [\"crisis centre\"]}"
                .formatted(brief, position, digest));
    }

    Step tightening() {
        return new Step("ana", "PUT", "/cases/" + caseId + "/entries/" + incursion + "/marking", "{\"marking\": \"RED\", \"reason\": \"" + WORD + "\"}");
    }

    private Step told(String below, String body) {
        return post("/cases/" + caseId + below, body);
    }

    private static Step post(String path, String body) {
        return new Step("ana", "POST", path, body.replace("\"W\"", "\"" + WORD + "\""));
    }
}
