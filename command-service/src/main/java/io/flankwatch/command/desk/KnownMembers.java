package io.flankwatch.command.desk;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/// The names of all members that a body may have. What a body has besides is the caller's own text, which may be anything, the name of a person too.
final class KnownMembers {

    /// Of an array; no longer than any array is, so that no telephone number passes for one.
    private static final Pattern INDEX = Pattern.compile("\\d{1,4}");

    private static final Set<String> NAMES = names();

    private KnownMembers() {}

    /// The pointer up to the first name that the API does not know.
    static String of(String pointer) {
        var known = new StringBuilder();
        for (String name : pointer.substring(Math.min(1, pointer.length())).split("/", -1)) {
            if (!NAMES.contains(name) && !INDEX.matcher(name).matches()) {
                break;
            }
            known.append('/').append(name);
        }
        return known.toString();
    }

    private static Set<String> names() {
        var names = new HashSet<String>();
        var seen = new HashSet<Type>();
        add(Bulk.class, seen, names);
        CommandTypes.all().values().forEach(type -> add(type, seen, names));
        return Set.copyOf(names);
    }

    private static void add(Type type, Set<Type> seen, Set<String> names) {
        if (!seen.add(type)) {
            return;
        }
        if (type instanceof ParameterizedType generic) {
            for (Type argument : generic.getActualTypeArguments()) {
                add(argument, seen, names);
            }
        } else if (type instanceof Class<?> named && named.isSealed()) {
            for (Class<?> permitted : named.getPermittedSubclasses()) {
                add(permitted, seen, names);
            }
        } else if (type instanceof Class<?> named && named.isRecord()) {
            for (RecordComponent member : named.getRecordComponents()) {
                names.add(member.getName());
                add(member.getGenericType(), seen, names);
            }
        }
    }
}
