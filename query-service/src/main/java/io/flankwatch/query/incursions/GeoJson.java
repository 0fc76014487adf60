package io.flankwatch.query.incursions;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.flankwatch.events.Place;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Incursions as GeoJSON (RFC 7946): a feature for each place that has a point, so that each has the role of its own place, and one without a geometry for an
/// incursion that has none. What is true of the whole incursion stands in every one of its features; they have its `entryId` in common.
final class GeoJson {

    static final String MEDIA_TYPE = "application/geo+json";

    private GeoJson() {}

    /// Position, ceiling, incomplete and next are foreign members (section 6.1).
    @Schema(name = "IncursionFeatures", description = "A page of incursions; limits count incursions, so the features of one are never on two pages")
    record FeatureCollection(
            @Schema(allowableValues = "FeatureCollection") String type,
            long position,
            String ceiling,
            long incomplete,
            @JsonInclude(JsonInclude.Include.ALWAYS) List<Feature> features,
            @Nullable String next) {}

    @Schema(name = "IncursionFeature")
    record Feature(
            @Schema(allowableValues = "Feature") String type,
            @Schema(description = "Case, entry and, where it has a point, the number of the place among those of the entry, from 0") String id,
            @Schema(implementation = Object.class, description = "A Point with longitude and latitude, or null where the incursion has none") @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Geometry geometry,
            Properties properties) {}

    /// @param coordinates longitude, latitude: degrees of WGS 84
    @Schema(name = "PointGeometry")
    record Geometry(@Schema(allowableValues = "Point") String type, List<Double> coordinates) {}

    /// @param precision of the point, and
    /// @param radiusMetres how far from it it may have been
    @Schema(name = "IncursionProperties")
    record Properties(
            Place.@Nullable Role role,
            Place.@Nullable Extent precision,
            @Nullable Double radiusMetres,
            @JsonUnwrapped IncursionShown incursion) {}

    static FeatureCollection of(IncursionsController.IncursionsListed listed) {
        List<Feature> features = listed.items().stream().flatMap(incursion -> features(incursion).stream()).toList();
        return new FeatureCollection("FeatureCollection", listed.position(), listed.ceiling(), listed.incomplete(), features, listed.next());
    }

    private static List<Feature> features(IncursionShown incursion) {
        String id = incursion.caseId() + "/" + incursion.entryId();
        List<Feature> features = new ArrayList<>();
        for (int i = 0; i < incursion.places().size(); i++) {
            Place place = incursion.places().get(i);
            Place.Point point = place.point();
            if (point != null) {
                Geometry geometry = new Geometry("Point", List.of(point.lon(), point.lat()));
                features.add(new Feature(
                        "Feature", id + "/" + i, geometry, new Properties(place.role(), place.precision(), place.radiusMetres(), incursion)));
            }
        }
        return features.isEmpty() ? List.of(new Feature("Feature", id, null, new Properties(null, null, null, incursion))) : features;
    }
}
