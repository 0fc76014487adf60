package io.flankwatch.importer;

import io.flankwatch.events.ObjectType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// What kind of object a model is. A name that is not in the table is not guessed at, and where several are named of which not all are of
/// one kind, it is the kind that covers all of them, or none.
final class Models {

    private static final Pattern SEVERAL = Pattern.compile("\\s+and\\s+|\\s*[/,;]\\s*");

    /// By how the name begins, in lower case and without anything but letters and digits; the longest that fits.
    private static final Map<String, ObjectType> TYPES = Map.ofEntries(
            Map.entry("shahed", ObjectType.OWA_UAV),
            Map.entry("geran", ObjectType.OWA_UAV),
            Map.entry("gerbera", ObjectType.DECOY_UAV),
            Map.entry("parodiya", ObjectType.DECOY_UAV),
            Map.entry("lancet", ObjectType.LOITERING_MUNITION),
            Map.entry("kub", ObjectType.LOITERING_MUNITION),
            Map.entry("orlan", ObjectType.ISR_UAV),
            Map.entry("supercam", ObjectType.ISR_UAV),
            Map.entry("zala", ObjectType.ISR_UAV),
            Map.entry("eleron", ObjectType.ISR_UAV),
            Map.entry("merlinvr", ObjectType.ISR_UAV),
            Map.entry("granat", ObjectType.ISR_UAV),
            Map.entry("reconnaissanceuav", ObjectType.ISR_UAV),
            Map.entry("orion", ObjectType.UAV),
            Map.entry("forpost", ObjectType.UAV),
            Map.entry("mohajer", ObjectType.UAV),
            Map.entry("uav", ObjectType.UAV),
            Map.entry("unknownuav", ObjectType.UAV),
            Map.entry("x101", ObjectType.CRUISE_MISSILE),
            Map.entry("x555", ObjectType.CRUISE_MISSILE),
            Map.entry("x59", ObjectType.CRUISE_MISSILE),
            Map.entry("x69", ObjectType.CRUISE_MISSILE),
            Map.entry("x22", ObjectType.CRUISE_MISSILE),
            Map.entry("x32", ObjectType.CRUISE_MISSILE),
            Map.entry("x35", ObjectType.CRUISE_MISSILE),
            Map.entry("kalibr", ObjectType.CRUISE_MISSILE),
            Map.entry("iskanderk", ObjectType.CRUISE_MISSILE),
            Map.entry("p800oniks", ObjectType.CRUISE_MISSILE),
            Map.entry("3m22zircon", ObjectType.CRUISE_MISSILE),
            Map.entry("cruisemissile", ObjectType.CRUISE_MISSILE),
            Map.entry("iskanderm", ObjectType.BALLISTIC_MISSILE),
            Map.entry("kn23", ObjectType.BALLISTIC_MISSILE),
            Map.entry("ballisticmissile", ObjectType.BALLISTIC_MISSILE),
            Map.entry("intercontinentalballisticmissile", ObjectType.BALLISTIC_MISSILE),
            Map.entry("x47kinzhal", ObjectType.AEROBALLISTIC_MISSILE),
            Map.entry("kinzhal", ObjectType.AEROBALLISTIC_MISSILE),
            Map.entry("x31", ObjectType.MISSILE),
            Map.entry("c300", ObjectType.MISSILE),
            Map.entry("c400", ObjectType.MISSILE),
            Map.entry("s300", ObjectType.MISSILE),
            Map.entry("s400", ObjectType.MISSILE),
            Map.entry("missile", ObjectType.MISSILE),
            Map.entry("unknownmissile", ObjectType.MISSILE));

    private static final List<ObjectType> UAVS =
            List.of(ObjectType.UAV, ObjectType.OWA_UAV, ObjectType.DECOY_UAV, ObjectType.ISR_UAV, ObjectType.LOITERING_MUNITION);
    private static final List<ObjectType> MISSILES = List.of(
            ObjectType.MISSILE, ObjectType.CRUISE_MISSILE, ObjectType.BALLISTIC_MISSILE, ObjectType.AEROBALLISTIC_MISSILE);

    private Models() {}

    static ObjectType type(String stated) {
        List<ObjectType> types = new ArrayList<>();
        for (String name : SEVERAL.splitAsStream(stated.strip()).toList()) {
            // `Shahed-136/131`: a bare number goes on with the name before it.
            if (!name.matches("\\d+") || types.isEmpty()) {
                types.add(one(name));
            }
        }
        if (types.stream().distinct().count() == 1) {
            return types.getFirst();
        }
        if (UAVS.containsAll(types)) {
            return ObjectType.UAV;
        }
        return MISSILES.containsAll(types) ? ObjectType.MISSILE : ObjectType.UNKNOWN;
    }

    private static ObjectType one(String name) {
        String key = name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
        for (int length = key.length(); length > 1; length--) {
            ObjectType type = TYPES.get(key.substring(0, length));
            // A number goes on to be another number: X-22 says nothing about X-220.
            if (type != null && (length == key.length() || !Character.isDigit(key.charAt(length - 1)) || !Character.isDigit(key.charAt(length)))) {
                return type;
            }
        }
        return ObjectType.UNKNOWN;
    }
}
