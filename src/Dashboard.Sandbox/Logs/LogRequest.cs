using System.Text.RegularExpressions;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.Logs;

/// <summary>Reads the members that the calls of CloudWatch Logs share, with its refusals: it has InvalidParameterException where other services say ValidationException.</summary>
internal static partial class LogRequest
{
    public static AwsErrorException Invalid(string message) => new("InvalidParameterException", message);

    public static AwsErrorException Invalid(string member, string? value, string constraint) =>
        Invalid($"1 validation error detected: Value {(value is null ? "null" : $"'{value}'")} at '{member}' failed to satisfy constraint: Member must {constraint}");

    public static string Required(this ApiRequest request, string member) => request.TextOrNull(member) ?? throw Invalid(member, null, "not be null");

    /// <summary>A page's size, from 1 to <paramref name="most"/>, which is also what callers get who do not say.</summary>
    public static int Limit(this ApiRequest request, int most) => request.Int("limit") switch
    {
        null => most,
        < 1 and var few => throw Invalid("limit", $"{few}", "have value greater than or equal to 1"),
        var many when many > most => throw Invalid("limit", $"{many}", $"have value less than or equal to {most}"),
        var size => size.Value,
    };

    /// <summary>The group of a call that takes either its name or its identifier.</summary>
    public static LogGroup Group(this ApiRequest request, LogStore logs)
    {
        var name = request.TextOrNull("logGroupName");
        var identifier = request.TextOrNull("logGroupIdentifier");
        if (name is null == identifier is null)
        {
            throw Invalid("You must specify one of logGroupName and logGroupIdentifier, and not both.");
        }

        return identifier is null || Identifier().IsMatch(identifier)
            ? logs.Group(identifier ?? name!)
            : throw Invalid("logGroupIdentifier", identifier, @"satisfy regular expression pattern: [\w#+=/:,.@-]*");
    }

    public static LogStream Stream(this ApiRequest request, LogGroup group) => Existing(group, request.Required("logStreamName"));

    public static LogStream Existing(LogGroup group, string stream) =>
        group.Find(stream) ?? throw new AwsErrorException("ResourceNotFoundException", "The specified log stream does not exist.");

    [GeneratedRegex(@"^[\w#+=/:,.@-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Identifier();
}
