namespace Dashboard.Sandbox.CloudFormation;

/// <summary>What other resources may say of one that exists.</summary>
/// <param name="Ref">What <c>!Ref</c> gives.</param>
/// <param name="Attributes">What <c>!GetAtt</c> gives, by name.</param>
internal sealed record CreatedResource(string Ref, IReadOnlyDictionary<string, string> Attributes)
{
    public CreatedResource(string @ref, string attribute, string value)
        : this(@ref, new Dictionary<string, string> { [attribute] = value })
    {
    }
}
