package io.flankwatch.query.schemas;

import static io.flankwatch.platform.access.Role.ANALYST;
import static io.flankwatch.platform.access.Role.AUDITOR;
import static io.flankwatch.platform.access.Role.INTEGRATOR;
import static io.flankwatch.platform.access.Role.SUPERVISOR;

import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.platform.security.Needs;
import io.flankwatch.query.audit.Unrecorded;
import io.flankwatch.wire.Schemas;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Feed")
class SchemaController {

    private static final String SCHEMA = "application/schema+json";

    @GetMapping(path = "/schemas/{type}/{version}", produces = {SCHEMA, MediaType.APPLICATION_JSON_VALUE})
    @Unrecorded
    @Needs({ANALYST, SUPERVISOR, AUDITOR, INTEGRATOR})
    @Operation(
            summary = "The JSON Schema (draft 2020-12) of a stored type's data",
            description = "Where an event's `dataschema` points to. What a schema allows it goes on allowing; a type that must change otherwise gets a new version.",
            responses = @ApiResponse(responseCode = "200", content = @Content(mediaType = SCHEMA, schema = @Schema(types = "object"))))
    ResponseEntity<byte[]> schema(
            @Parameter(description = "Without the version", example = "io.flankwatch.incursion.reported") @PathVariable String type,
            @Parameter(example = "v1") @PathVariable String version) {
        byte[] schema = Schemas.of(type, version).orElseThrow(() -> new Refused(RefusalCode.NOT_FOUND, "No event of that type and version was ever stored"));
        return ResponseEntity.ok().cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic()).body(schema);
    }
}
