using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace Dashboard.Hosting.Access;

/// <summary>What a load balancer says of a request's sender, in <c>x-amzn-oidc-data</c>: almost a JWT.</summary>
/// <remarks>Read here and not by the JWT library: AWS pads the base64url text with <c>=</c> and signs the padded text, which the standard forbids and the library refuses.
/// Signer, issuer, client and expiry stand in the header.</remarks>
/// <param name="KeyId">Which of AWS's keys signed it.</param>
/// <param name="Signed">The text that is signed.</param>
internal sealed record LoadBalancerToken(string KeyId, string Signed, byte[] Signature, IReadOnlyList<Claim> Claims)
{
    // The load balancer makes a new token for every request; only clocks can differ.
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    /// <summary>Reads it and checks all but the signature.</summary>
    /// <exception cref="SecurityTokenException">It is not for this dashboard, or not any more, or no token. The message says why and does not repeat it.</exception>
    public static LoadBalancerToken Read(string text, LoadBalancerOptions options, DateTimeOffset now)
    {
        try
        {
            if (text.Split('.') is not [var head, var body, var signature])
            {
                throw new SecurityTokenException("It does not have three parts.");
            }

            using var header = JsonDocument.Parse(Decode(head));
            Expect(header, "alg", "ES256");
            Expect(header, "signer", options.Arn!);
            Expect(header, "iss", options.Issuer!);
            Expect(header, "client", options.ClientId!);
            if (!header.RootElement.TryGetProperty("exp", out var exp) || !exp.TryGetInt64(out var seconds) || now >= DateTimeOffset.FromUnixTimeSeconds(seconds) + Skew)
            {
                throw new SecurityTokenExpiredException("It has expired, or does not say when it does.");
            }

            // It becomes part of an address.
            if (Text(header, "kid") is not { Length: > 0 and <= 64 } kid || !kid.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            {
                throw new SecurityTokenException("Its key id is no plain name.");
            }

            using var payload = JsonDocument.Parse(Decode(body));
            if (payload.RootElement.TryGetProperty("iss", out var issuer) && issuer.GetString() != options.Issuer)
            {
                throw new SecurityTokenInvalidIssuerException("The claims are of another issuer than the load balancer's.");
            }

            return new LoadBalancerToken(kid, $"{head}.{body}", Decode(signature), [.. ClaimsOf(payload.RootElement), .. issuer.ValueKind == JsonValueKind.Undefined ? [new Claim("iss", options.Issuer!)] : Array.Empty<Claim>()]);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or ArgumentException)
        {
            throw new SecurityTokenException("It cannot be read.", e);
        }
    }

    /// <summary>Whether this key signed it.</summary>
    public bool IsSignedBy(ECDsa key) => key.VerifyData(Encoding.ASCII.GetBytes(Signed), Signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    private static byte[] Decode(string part) => Base64Url.DecodeFromChars(part.TrimEnd('='));

    private static void Expect(JsonDocument header, string name, string value)
    {
        if (Text(header, name) != value)
        {
            throw new SecurityTokenException($"Its {name} is not the one that is configured.");
        }
    }

    private static string? Text(JsonDocument header, string name) => header.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static IEnumerable<Claim> ClaimsOf(JsonElement payload) => payload.EnumerateObject().SelectMany(property => property.Value.ValueKind == JsonValueKind.Array
        ? property.Value.EnumerateArray().Select(item => new Claim(property.Name, item.ToString()))
        : [new Claim(property.Name, property.Value.ToString())]);
}
