namespace Dashboard.Sandbox.Protocol;

/// <summary>An error as AWS answers it: a code, a sentence and an HTTP status.</summary>
internal sealed class AwsErrorException(string code, string message, int status = StatusCodes.Status400BadRequest) : Exception(message)
{
    public string Code { get; } = code;

    public int Status { get; } = status;

    public static AwsErrorException Validation(string message) => new("ValidationException", message);
}
