package io.flankwatch.query.incursions;

import static io.flankwatch.platform.access.Role.ANALYST;
import static io.flankwatch.platform.access.Role.AUDITOR;
import static io.flankwatch.platform.access.Role.INTEGRATOR;
import static io.flankwatch.platform.access.Role.SUPERVISOR;

import io.flankwatch.events.Incursion.Outcome;
import io.flankwatch.events.ObjectType;
import io.flankwatch.platform.access.Ceiling;
import io.flankwatch.platform.security.Needs;
import io.flankwatch.query.reading.Answers;
import io.flankwatch.query.reading.CaseReads;
import io.flankwatch.query.reading.Choices;
import io.flankwatch.query.reading.Countries;
import io.flankwatch.query.reading.Paging;
import io.flankwatch.query.reading.WorldTime;
import io.flankwatch.wire.Json;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Across cases")
class IncursionsController {

    private static final int USUAL = 100;
    private static final int MAXIMUM = 1_000;

    private final IncursionList list;

    IncursionsController(IncursionList list) {
        this.list = list;
    }

    /// @param position up to where the list has read the ledger
    /// @param ceiling  the clearance under which it was computed
    record IncursionsListed(
            long position,
            String ceiling,
            @Schema(description = CaseReads.INCOMPLETE) long incomplete,
            List<IncursionShown> items,
            @Nullable String next) {}

    @GetMapping(path = "/incursions", produces = {MediaType.APPLICATION_JSON_VALUE, GeoJson.MEDIA_TYPE, Csv.TEXT_CSV})
    @Needs({ANALYST, SUPERVISOR, AUDITOR, INTEGRATOR})
    @Operation(
            summary = "Incursions of all cases that the reader may see, by when they may have been, as a list, GeoJSON or CSV",
            description = "Several values of one parameter: any of them; several parameters: all of them. As `application/geo+json` (RFC 7946) it is a feature for each place that has a "
                    + "point, and one without a geometry for an incursion that has none; as `text/csv` (RFC 4180) a row for each place, and one for an incursion that has none. "
                    + "Limits count incursions. There is no `asOf`.")
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = IncursionsListed.class)),
                @Content(mediaType = GeoJson.MEDIA_TYPE, schema = @Schema(implementation = GeoJson.FeatureCollection.class)),
                @Content(mediaType = Csv.TEXT_CSV, schema = @Schema(type = "string"))
            })
    ResponseEntity<byte[]> incursions(
            @Parameter(description = "west,south,east,north in degrees of WGS 84; where west is east of east it goes on across the antimeridian (RFC 7946). Of the points of an entry one must be in it", example = "20.2,43.6,29.7,48.3")
                    @RequestParam(required = false)
                    @Nullable List<String> bbox,
            @Parameter(description = "lat,lon,km: as far along the great circle, on the sphere of the earth's mean radius", example = "45.43,28.03,25")
                    @RequestParam(required = false)
                    @Nullable List<String> near,
            @Parameter(description = "Only what may have been then or later: " + WorldTime.FORM, example = "2026-05") @RequestParam(required = false) @Nullable String from,
            @Parameter(description = "Only what may have been then or earlier, likewise; a day or a month to its end", example = "2026-05-29") @RequestParam(required = false)
                    @Nullable String to,
            @Parameter(description = "Of any of its places: " + Countries.FORM, example = "RO") @RequestParam(required = false) @Nullable List<String> country,
            @Parameter(description = "Types of objects, as they are said: UAV does not mean OWA_UAV", array = @ArraySchema(schema = @Schema(implementation = ObjectType.class)))
                    @RequestParam(required = false)
                    @Nullable List<String> object,
            @Parameter(description = "Of any of its objects", array = @ArraySchema(schema = @Schema(implementation = Outcome.class))) @RequestParam(required = false)
                    @Nullable List<String> outcome,
            @Parameter(description = "true (usually): what is neither retracted, superseded nor a false alarm; false: what is; both where it is given twice")
                    @RequestParam(required = false)
                    @Nullable List<String> standing,
            @Parameter(description = "From the Link header or `next` of the page before") @RequestParam(required = false) @Nullable String cursor,
            @Parameter(description = "1 to 1000, usually 100") @RequestParam(required = false) @Nullable Integer limit,
            @Parameter(description = "Wait until the answer reflects at least this position") @RequestHeader(name = Answers.LEDGER_POSITION, required = false)
                    @Nullable Long ledgerPosition,
            @Parameter(hidden = true) Ceiling ceiling,
            HttpServletRequest request)
            throws HttpMediaTypeNotAcceptableException {
        Question question = new Question(
                Area.boxes(bbox),
                Area.circles(near),
                WorldTime.parse(from, "from"),
                WorldTime.parse(to, "to"),
                Countries.of(country, "country"),
                Set.copyOf(Choices.of(ObjectType.class, object, "object")),
                Set.copyOf(Choices.of(Outcome.class, outcome, "outcome")),
                standing == null ? Set.of(true) : Choices.flags(standing, "standing"),
                cursor == null ? null : Spot.parse(cursor),
                Paging.limit(limit, USUAL, MAXIMUM));
        IncursionList.Page page = list.find(question, ledgerPosition, ceiling);
        String label = ceiling.auditor() ? "AUDITOR" : ceiling.clearance().toString();
        return answer(new IncursionsListed(page.position(), label, page.incomplete(), page.incursions(), page.next()), request);
    }

    /// What has no place for it in its form says under which ceiling it was computed, and how many cases it lacks, in its name.
    private static ResponseEntity<byte[]> answer(IncursionsListed listed, HttpServletRequest request)
            throws HttpMediaTypeNotAcceptableException {
        HttpHeaders headers = new HttpHeaders();
        byte[] body = switch (Accepted.of(request)) {
            case JSON -> {
                headers.setContentType(MediaType.APPLICATION_JSON);
                yield Json.MAPPER.writeValueAsBytes(listed);
            }
            case GEO_JSON -> {
                headers.setContentType(MediaType.parseMediaType(GeoJson.MEDIA_TYPE));
                yield Json.MAPPER.writeValueAsBytes(GeoJson.of(listed));
            }
            case CSV -> {
                headers.setContentType(MediaType.parseMediaType(Csv.MEDIA_TYPE));
                headers.setContentDisposition(ContentDisposition.attachment()
                        .filename("incursions-" + listed.ceiling() + "-" + listed.position() + (listed.incomplete() == 0 ? "" : "-without-" + listed.incomplete()) + ".csv")
                        .build());
                yield Csv.of(listed.items()).getBytes(StandardCharsets.UTF_8);
            }
        };
        return Answers.page(request, body, headers, listed.next(), listed.position(), listed.ceiling());
    }
}
