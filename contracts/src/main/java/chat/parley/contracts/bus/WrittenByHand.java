package chat.parley.contracts.bus;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import java.io.IOException;

/** Writes a value of which the type is preceded by its name where the type isn't clear. */
abstract class WrittenByHand<T> extends JsonSerializer<T> {
    @Override
    public void serializeWithType(T value, JsonGenerator out, SerializerProvider provider, TypeSerializer type)
            throws IOException {
        var name = type.typeId(value, JsonToken.VALUE_EMBEDDED_OBJECT);
        type.writeTypePrefix(out, name);
        serialize(value, out, provider);
        type.writeTypeSuffix(out, name);
    }
}
