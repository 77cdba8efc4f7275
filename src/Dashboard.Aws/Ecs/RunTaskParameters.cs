using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.ECS.Model;
using Amazon.Runtime;

namespace Dashboard.Aws.Ecs;

/// <summary>Reads what Step Functions called <c>ecs:runTask</c> with: the members of ECS's own RunTask, capitalised.</summary>
internal static class RunTaskParameters
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNameCaseInsensitive = true,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        Converters = { new ConstantConverterFactory() },
    };

    /// <exception cref="AwsRequestException">Refused: they cannot be read.</exception>
    public static RunTaskRequest Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<RunTaskRequest>(json, Options) ?? throw Unreadable("null");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NotSupportedException)
        {
            throw Unreadable(e.Message);
        }
    }

    private static AwsRequestException Unreadable(string why) => new(AwsFailure.Refused, "RunTask", null, $"The parameters of the old task cannot be read: {why}");

    // The SDK's open enums are classes that are made of their text.
    private sealed class ConstantConverterFactory : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsSubclassOf(typeof(ConstantClass));

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(ConstantConverter<>).MakeGenericType(typeToConvert))!;
    }

    private sealed class ConstantConverter<T> : JsonConverter<T>
        where T : ConstantClass
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => (T)Activator.CreateInstance(typeof(T), reader.GetString())!;

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }
}
