namespace Dashboard.Sandbox.Logs.Patterns;

/// <summary>What FilterLogEvents and Live Tail look for: terms, a condition on JSON, or a row of fields between spaces.</summary>
/// <remarks>Amazon CloudWatch Logs User Guide, "Filter pattern syntax for metric filters, subscription filters, filter log events, and Live Tail".</remarks>
internal sealed class FilterPattern
{
    private const int Longest = 1024;
    private readonly Func<string, bool> _matches;

    private FilterPattern(Func<string, bool> matches) => _matches = matches;

    public bool Matches(string message) => _matches(message);

    /// <param name="text">Nothing or spaces match every line.</param>
    /// <param name="member">Named when it is refused for its length.</param>
    /// <exception cref="Protocol.AwsErrorException">InvalidParameterException: it cannot be read.</exception>
    public static FilterPattern Parse(string? text, string member)
    {
        if (text?.Length > Longest)
        {
            throw LogRequest.Invalid(member, text, $"have length less than or equal to {Longest}");
        }

        var reader = new PatternReader((text ?? "").Trim());
        return new FilterPattern(reader.Peek switch
        {
            '{' => JsonPattern.Read(reader.Inside('}')),
            '[' => FieldPattern.Read(reader.Inside(']')),
            _ => TermPattern.Read(reader),
        });
    }
}
