using System.Text.Json;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.StepFunctions;

/// <summary>What Step Functions refuses in names and inputs.</summary>
internal static class Names
{
    private const string Forbidden = "<>{}[]?*\"#%\\^|~`$&,;:/";
    private const int LongestInput = 262_144;

    /// <summary>A state machine's or execution's name: 1 to 80 characters, none of them forbidden.</summary>
    public static string Checked(string name)
    {
        if (name.Length is 0 or > 80)
        {
            var rule = name.Length == 0 ? "greater than or equal to 1" : "less than or equal to 80";
            throw AwsErrorException.Validation($"1 validation error detected: Value '{name}' at 'name' failed to satisfy constraint: Member must have length {rule}");
        }

        return name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || char.IsSurrogate(c) || c >= '\uFFFE' || Forbidden.Contains(c, StringComparison.Ordinal))
            ? throw new AwsErrorException("InvalidName", $"Invalid Name: '{name}'")
            : name;
    }

    public static string CheckedInput(string input)
    {
        if (System.Text.Encoding.UTF8.GetByteCount(input) > LongestInput)
        {
            throw AwsErrorException.Validation($"1 validation error detected: Value at 'input' failed to satisfy constraint: Member must have length less than or equal to {LongestInput}");
        }

        try
        {
            JsonDocument.Parse(input).Dispose();
            return input;
        }
        catch (JsonException error)
        {
            throw new AwsErrorException("InvalidExecutionInput", $"Invalid State Machine Execution Input: '{error.Message}'");
        }
    }

    /// <exception cref="AwsErrorException">InvalidArn.</exception>
    public static string CheckedArn(string arn) => arn.Split(':') is ["arn", _, "states", _, _, _, _, ..]
        ? arn
        : throw new AwsErrorException("InvalidArn", $"Invalid Arn: 'Invalid ARN prefix: {arn}'");

    /// <param name="resource">The word that must follow the account, such as <c>stateMachine</c>.</param>
    public static string CheckedArn(string arn, string resource)
    {
        var kind = CheckedArn(arn).Split(':')[5];
        return kind == resource ? arn : throw new AwsErrorException("InvalidArn", $"Invalid Arn: 'Resource type not valid in this context: {kind}'");
    }
}
