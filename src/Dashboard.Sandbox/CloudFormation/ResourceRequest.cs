using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Dashboard.Sandbox.CloudFormation;

/// <summary>A resource to create.</summary>
/// <param name="UniqueName">Stack and logical name: the base of names that a template leaves open.</param>
internal sealed record ResourceRequest(Account Account, string UniqueName, JsonObject Properties)
{
    public string? Text(string name) => Properties[name]?.ToString();

    /// <summary>An id such as <c>subnet-0123456789abcdef0</c>, the same at every start.</summary>
    public string Id(string prefix) => $"{prefix}-0{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(UniqueName)))[..16]}";
}
