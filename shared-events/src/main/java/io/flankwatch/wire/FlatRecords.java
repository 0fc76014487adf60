package io.flankwatch.wire;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.sym.PropertyNameMatcher;
import tools.jackson.core.util.Named;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.SettableBeanProperty;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.bean.BeanDeserializer;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.module.SimpleModule;

/// Records that have the members of another record among their own (`@JsonUnwrapped`) are read in one pass. Jackson copies whatever might belong to the
/// other one to a buffer and reads it once more from there, for every entry of the ledger.
final class FlatRecords extends SimpleModule {

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.addDeserializerModifier(new ValueDeserializerModifier() {
            @Override
            public ValueDeserializer<?> modifyDeserializer(
                    DeserializationConfig config, BeanDescription.Supplier described, ValueDeserializer<?> usual) {
                return usual instanceof BeanDeserializer bean && hasUnwrapped(described.getBeanClass()) ? new Flat(bean) : usual;
            }
        });
    }

    private static boolean hasUnwrapped(Class<?> type) {
        return type.isRecord() && Arrays.stream(type.getRecordComponents()).anyMatch(FlatRecords::isUnwrapped);
    }

    private static boolean isUnwrapped(RecordComponent component) {
        JsonUnwrapped unwrapped = component.getAccessor().getAnnotation(JsonUnwrapped.class);
        if (unwrapped != null && !(unwrapped.prefix() + unwrapped.suffix()).isEmpty()) {
            throw new IllegalStateException(component + " is not read under the names that it is written with");
        }
        return unwrapped != null;
    }

    /// The record itself, or one whose members are among its own.
    ///
    /// @param at      where it stands among the components of the record
    /// @param creator takes its components in order
    /// @param size    how many these are
    private record Part(int at, ValueInstantiator creator, int size) {}

    /// Where a member belongs.
    private record Place(int part, int component, SettableBeanProperty property) {}

    private static final class Flat extends StdDeserializer<Object> {

        private final BeanDeserializer usual;
        /// The record itself is the first.
        private final List<Part> parts = new ArrayList<>();
        private final List<Place> places = new ArrayList<>();
        private @Nullable PropertyNameMatcher matcher;

        Flat(BeanDeserializer usual) {
            super(usual.getValueType());
            this.usual = usual;
        }

        @Override
        public void resolve(DeserializationContext context) {
            usual.resolve(context);
            SettableBeanProperty[] own = add(-1, usual, context);
            RecordComponent[] components = handledType().getRecordComponents();
            for (int i = 0; i < components.length; i++) {
                if (isUnwrapped(components[i])) {
                    if (!(context.findNonContextualValueDeserializer(own[i].getType()) instanceof BeanDeserializer part)) {
                        throw new IllegalStateException(own[i].getType() + " has no members of its own");
                    }
                    add(i, part, context);
                }
            }
            places.removeIf(place -> place.part() == 0 && isUnwrapped(components[place.component()]));
            if (places.size() > Long.SIZE) {
                throw new IllegalStateException(handledType() + " has more members than are kept count of");
            }
            matcher = context.tokenStreamFactory().constructNameMatcher(places.stream().<Named>map(Place::property).toList(), false);
        }

        private SettableBeanProperty[] add(int at, BeanDeserializer of, DeserializationContext context) {
            ValueInstantiator creator = of.getValueInstantiator();
            SettableBeanProperty[] components = creator.getFromObjectArguments(context.getConfig());
            for (int i = 0; i < components.length; i++) {
                places.add(new Place(parts.size(), i, components[i]));
            }
            parts.add(new Part(at, creator, components.length));
            return components;
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.isExpectedStartObjectToken()) {
                parser.nextToken();
            } else if (!parser.hasToken(JsonToken.PROPERTY_NAME) && !parser.hasToken(JsonToken.END_OBJECT)) {
                return usual.deserialize(parser, context);
            }
            PropertyNameMatcher names = Objects.requireNonNull(matcher);
            Object[][] values = new Object[parts.size()][];
            for (int i = 0; i < values.length; i++) {
                values[i] = new Object[parts.get(i).size()];
            }
            // A bit for each member.
            long seen = 0;
            int index = parser.currentNameMatch(names);
            while (index != PropertyNameMatcher.MATCH_END_OBJECT) {
                if (index >= 0) {
                    parser.nextToken();
                    Place place = places.get(index);
                    values[place.part()][place.component()] = value(parser, context, place.property());
                    seen |= 1L << index;
                } else if (index == PropertyNameMatcher.MATCH_UNKNOWN_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    handleUnknownProperty(parser, context, handledType(), name);
                } else {
                    return context.handleUnexpectedToken(getValueType(), parser);
                }
                index = parser.nextNameMatch(names);
            }
            return made(values, seen, context);
        }

        private Object value(JsonParser parser, DeserializationContext context, SettableBeanProperty property) {
            try {
                return property.deserialize(parser, context);
            } catch (RuntimeException wrong) {
                throw usual.wrapAndThrow(wrong, handledType(), property.getName(), context);
            }
        }

        private Object made(Object[][] values, long seen, DeserializationContext context) {
            for (int i = 0; i < places.size(); i++) {
                if ((seen & 1L << i) == 0) {
                    Place place = places.get(i);
                    values[place.part()][place.component()] = place.property().getValueDeserializer().getAbsentValue(context);
                }
            }
            for (int i = 1; i < values.length; i++) {
                values[0][parts.get(i).at()] = parts.get(i).creator().createFromObjectWith(context, values[i]);
            }
            return parts.getFirst().creator().createFromObjectWith(context, values[0]);
        }

        @Override
        public Object deserializeWithType(JsonParser parser, DeserializationContext context, TypeDeserializer types) {
            return types.deserializeTypedFromObject(parser, context);
        }

        @Override
        public Collection<Object> getKnownPropertyNames() {
            return places.stream().map(place -> (Object) place.property().getName()).toList();
        }

        /// As that of any other record.
        @Override
        public boolean isCachable() {
            return true;
        }
    }
}
