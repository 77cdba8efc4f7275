using System.Text.Json.Nodes;

namespace Dashboard.Sandbox.Protocol;

/// <summary>An error as AWS answers it: a code, a sentence and an HTTP status.</summary>
internal sealed class AwsErrorException(string code, string message, int status = StatusCodes.Status400BadRequest) : Exception(message)
{
    public string Code { get; } = code;

    public int Status { get; } = status;

    /// <summary>What the error says beside code and sentence.</summary>
    public JsonObject Members { get; init; } = [];

    /// <summary>The error itself, or what AWS says of a member that has the wrong JSON type; null for anything else.</summary>
    public static AwsErrorException? From(Exception error) => error switch
    {
        AwsErrorException known => known,
        InvalidOperationException or FormatException => new AwsErrorException("SerializationException", error.Message),
        _ => null,
    };

    public static AwsErrorException Validation(string message) => new("ValidationException", message);
}
