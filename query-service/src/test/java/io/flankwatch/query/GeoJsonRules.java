package io.flankwatch.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// The rules of RFC 7946 for a collection of points, as far as they can be told from the text; each with its section.
final class GeoJsonRules {

    private GeoJsonRules() {}

    static void hold(JsonNode collection) {
        assertThat(collection.required("type").stringValue()).as("3.3").isEqualTo("FeatureCollection");
        assertThat(collection.required("features").isArray()).as("3.3: features is an array").isTrue();
        // 7.1
        assertThat(collection.propertyNames()).doesNotContain("coordinates", "geometries", "geometry", "properties");
        assertThat(collection.has("crs")).as("4, appendix B").isFalse();
        collection.required("features").forEach(GeoJsonRules::feature);
    }

    private static void feature(JsonNode feature) {
        assertThat(feature.required("type").stringValue()).as("3.2").isEqualTo("Feature");
        assertThat(feature.propertyNames()).as("7.1").doesNotContain("coordinates", "geometries", "features", "crs");
        assertThat(feature.has("geometry")).as("3.2: a feature has a geometry, be it null").isTrue();
        assertThat(feature.required("properties").isObject() || feature.required("properties").isNull()).as("3.2").isTrue();
        assertThat(!feature.has("id") || feature.required("id").isString() || feature.required("id").isNumber()).as("3.2: id").isTrue();
        if (!feature.required("geometry").isNull()) {
            geometry(feature.required("geometry"));
        }
    }

    private static void geometry(JsonNode geometry) {
        assertThat(geometry.required("type").stringValue()).as("3.1").isEqualTo("Point");
        assertThat(geometry.propertyNames()).as("7.1").doesNotContain("geometry", "properties", "features", "crs");
        JsonNode position = geometry.required("coordinates");
        assertThat(position.isArray()).as("3.1.1").isTrue();
        assertThat(position.size()).as("3.1.1: two or more, and not more than three").isBetween(2, 3);
        position.forEach(number -> assertThat(number.isNumber()).as("3.1.1").isTrue());
        assertThat(position.get(0).doubleValue()).as("4: first the longitude").isBetween(-180.0, 180.0);
        assertThat(position.get(1).doubleValue()).as("4: then the latitude").isBetween(-90.0, 90.0);
        assertThat(List.copyOf(geometry.propertyNames())).containsExactlyInAnyOrder("type", "coordinates");
    }
}
